package org.derain.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derain.frames.MediaException;
import org.derain.pipeline.media.Codec;
import org.derain.pipeline.media.Container;

/** Which input becomes which file. */
final class Targets {
  private Targets() {}

  /**
   * Names the targets, and makes their folder if it is not there.
   *
   * @param output a file for one input; a folder, existing or ending in a slash, for any number
   * @return fewer entries than inputs when names collide
   */
  static Map<Path, Path> of(List<Path> inputs, String output, Codec codec) {
    Path place = Path.of(output);
    boolean slash = output.endsWith("/") || output.endsWith(java.io.File.separator);
    if (inputs.size() == 1 && !slash && !Files.isDirectory(place)) {
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
    if (targets.size() == inputs.size()) {
      makeFolder(place);
    }
    return targets;
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new MediaException(
          folder + ": cannot be made a folder; is there a file of that name, or no permission?", e);
    }
  }

  /** The input's own name; .mkv where its container cannot take the result. */
  private static String name(Path input, Codec codec) {
    Path file = input.getFileName();
    if (file == null) {
      return "video.mkv";
    }
    if (Container.isKnown(file) && Container.of(file).complaint(codec) == null) {
      return file.toString();
    }
    return file.toString().replaceFirst("\\.[^.]*$", "") + ".mkv";
  }
}
