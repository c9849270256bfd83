package org.derain.pipeline.demux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.derain.frames.MediaException;

/** What can be cleaned: a file. Whatever else is asked for is told what to do instead. */
public final class Inputs {
  private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9+.-]+:/.*", Pattern.DOTALL);
  private static final Pattern SEQUENCE = Pattern.compile(".*%0?\\d*d.*", Pattern.DOTALL);
  private static final String FILE_FIRST =
      "it is read more than once, so write it to a file first, for instance with 'cat > in.mkv'";

  private Inputs() {}

  /**
   * Checks that there is a file.
   *
   * @throws MediaException with one line that says what to do
   */
  public static void check(Path file) {
    MediaException.throwIf(problem(file).map(problem -> file + ": " + problem));
  }

  private static Optional<String> problem(Path file) {
    if (Files.isDirectory(file)) {
      return Optional.of("is a folder; give the video files in it");
    }
    if (!Files.exists(file)) {
      return Optional.of("no such file" + hint(file.toString()));
    }
    if (!Files.isReadable(file)) {
      return Optional.of("not readable (permissions)");
    }
    return Files.isRegularFile(file)
        ? Optional.empty()
        : Optional.of("is a pipe or a device; " + FILE_FIRST);
  }

  private static String hint(String name) {
    if (name.equals("-")) {
      return "; where a pipe is meant: " + FILE_FIRST;
    }
    if (name.startsWith("file:")) {
      return "; leave out 'file:'";
    }
    if (ADDRESS.matcher(name).matches()) {
      return "; a file on the network is fetched first, for instance with 'curl -O'; a stream is"
          + " for 'derain live'";
    }
    if (SEQUENCE.matcher(name).matches()) {
      String all = name.replaceAll("%0?\\d*d", "*");
      return "; pictures are cleaned as stills, given by their names: "
          + all
          + " -o FOLDER/. For a video of them make one first: ffmpeg -framerate 25 -i "
          + name
          + " -c:v ffv1 in.mkv";
    }
    return name.contains("*") ? "; no name fits this pattern" : "";
  }
}
