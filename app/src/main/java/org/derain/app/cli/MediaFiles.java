package org.derain.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.derain.frames.MediaException;
import org.derain.pipeline.still.StillJob;

/** Videos and pictures in a folder, by the endings of their names. */
public final class MediaFiles {
  /** Containers under their usual names, then what cameras and recorders call them. */
  private static final Set<String> VIDEOS =
      Set.of(
          """
          mp4 m4v mov qt 3gp 3g2 mkv webm avi divx flv f4v wmv asf mpg mpeg m2v ts m2t m2ts mts trp vob ogv mxf dv nut y4m
          mod tod lrv insv 360 osv dav 264 h264 265 h265 hevc mjpg mjpeg
          """
              .split("\\s+"));

  private MediaFiles() {}

  /**
   * Files as they are, and those in folders.
   *
   * @param inputs null, of an option that was not given, for none
   * @throws MediaException when there is none in a folder
   */
  public static List<Path> expand(List<Path> inputs) {
    List<Path> files = new ArrayList<>();
    for (Path input : inputs == null ? List.<Path>of() : inputs) {
      List<Path> found = Files.isDirectory(input) ? in(input) : List.of(input);
      if (found.isEmpty()) {
        throw new MediaException(input + ": no videos or pictures in it");
      }
      files.addAll(found);
    }
    return files;
  }

  /** Those that lie in the folder itself, sorted; hidden files are left out. */
  public static List<Path> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).filter(MediaFiles::isMedia).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isMedia(Path file) {
    boolean hidden = file.getFileName().toString().startsWith(".");
    return !hidden && (isVideo(file) || StillJob.isStill(file));
  }

  /** Whether a file is a video by the ending of its name. */
  public static boolean isVideo(Path file) {
    String name = file.getFileName().toString();
    return VIDEOS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }
}
