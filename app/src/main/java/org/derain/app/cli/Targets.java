package org.derain.app.cli;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.derain.frames.MediaException;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.Container;
import org.derain.pipeline.still.StillJob;

/** Which input becomes which file. */
public final class Targets {
  private static final Pattern MP4_OF_CAMERAS =
      Pattern.compile("\\.(360|insv|lrv|osv|3gp)$", Pattern.CASE_INSENSITIVE);

  private Targets() {}

  /**
   * Names the targets.
   *
   * @param output a file for one input; a folder, existing or ending in a slash, for any number
   * @return fewer entries than inputs when names collide
   */
  public static Map<Path, Path> of(List<Path> inputs, String output, Codec codec) {
    Path place = Path.of(output);
    if (!isFolder(inputs, output)) {
      return Map.of(inputs.get(0), place);
    }
    Map<Path, Path> targets = new LinkedHashMap<>();
    Set<Path> taken = new HashSet<>();
    for (Path input : inputs) {
      Path target = place.resolve(name(input, codec));
      if (taken.add(target)) {
        targets.put(input, target);
      }
    }
    return targets;
  }

  /** Whether the output names a folder. */
  public static boolean isFolder(List<Path> inputs, String output) {
    boolean slash = output.endsWith("/") || output.endsWith(java.io.File.separator);
    return inputs.size() > 1 || slash || Files.isDirectory(Path.of(output));
  }

  /** Makes a folder; whether it was not there before. */
  public static boolean makeFolder(Path folder) {
    boolean there = Files.isDirectory(folder);
    try {
      Files.createDirectories(folder);
      return !there;
    } catch (IOException e) {
      throw new MediaException(
          folder + ": cannot be made a folder; is there a file of that name, or no permission?", e);
    }
  }

  /** Removes a folder that holds nothing. */
  public static void removeIfEmpty(Path folder) {
    try {
      Files.delete(folder);
    } catch (DirectoryNotEmptyException e) {
      return;
    } catch (IOException e) {
      throw new MediaException(folder + ": " + e.getMessage(), e);
    }
  }

  /** The input's own name; .mkv where its container cannot take the result. */
  private static String name(Path input, Codec codec) {
    Path file = input.getFileName();
    if (file == null) {
      return "video.mkv";
    }
    if (StillJob.isStill(file)) {
      return file.toString();
    }
    if (Container.isKnown(file) && Container.of(file).problem(codec).isEmpty()) {
      return file.toString();
    }
    // What action cameras call .360, .insv or .lrv is MP4, and their telemetry fits nowhere else.
    boolean mp4 = MP4_OF_CAMERAS.matcher(file.toString()).find() && codec != Codec.FFV1;
    return file.toString().replaceFirst("\\.[^.]*$", "") + (mp4 ? ".mp4" : ".mkv");
  }

  /** Whether two names are one file; a file that cannot be looked at is none. */
  public static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return false;
    }
  }
}
