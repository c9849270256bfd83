package org.derain.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.derain.pipeline.still.StillJob;

/** Videos and pictures in a folder, by the endings of their names. */
public final class MediaFiles {
  private static final Set<String> VIDEOS =
      Set.of(
          // Containers, under their usual names.
          "mp4",
          "m4v",
          "mov",
          "qt",
          "3gp",
          "3g2",
          "mkv",
          "webm",
          "avi",
          "divx",
          "flv",
          "f4v",
          "wmv",
          "asf",
          "mpg",
          "mpeg",
          "m2v",
          "ts",
          "m2t",
          "m2ts",
          "mts",
          "trp",
          "vob",
          "ogv",
          "mxf",
          "dv",
          "nut",
          "y4m",
          // The same, as cameras call them: camcorders, action and 360-degree cameras, recorders.
          "mod",
          "tod",
          "lrv",
          "insv",
          "360",
          "osv",
          "dav",
          "264",
          "h264",
          "265",
          "h265",
          "hevc",
          "mjpg",
          "mjpeg");

  private MediaFiles() {}

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
