package org.derain.fleet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.derain.app.cli.RootCommand;
import org.derain.app.dashcam.DashcamCommand;
import org.derain.clips.Clip;

/** An archive of recordings, a model for which dark pictures are wet, and what became of both. */
final class Archive {
  private static final String X264 = "libx264 -preset ultrafast -sc_threshold 0";

  final Path root;
  private final Path folder;
  private final Path model;
  private String out;
  private String err;

  Archive(Path folder) throws IOException {
    this.folder = folder;
    root = Files.createDirectories(folder.resolve("archive"));
    model = DarkIsRain.model(folder);
  }

  /**
   * Makes a recording with sound at 10 frames per second and a key frame each second.
   *
   * @param rain when it rains, as an expression of ffmpeg in {@code t}
   */
  Path recording(String place, String size, double seconds, String rain) throws IOException {
    Path file = root.resolve(place);
    Files.createDirectories(file.getParent());
    String sum = rain.replace(",", "\\,");
    return Clip.make(
        file,
        "-f lavfi -i testsrc2=s="
            + size
            + ":r=10 -f lavfi -i sine=r=32000 -t "
            + seconds
            + " -vf hue=b=if("
            + sum
            + "\\,-8\\,8) -c:a aac -g 10 -c:v "
            + X264);
  }

  /** Runs the command of this module on one thread a task; the exit code. */
  int run(Object... words) {
    List<String> all = new ArrayList<>(List.of("--model", model.toString(), "--threads", "1"));
    all.addAll(List.of("--conf", "spark.ui.showConsoleProgress=false"));
    Stream.of(words).map(Object::toString).forEach(all::add);
    StringWriter printed = new StringWriter();
    StringWriter complained = new StringWriter();
    int code =
        Main.run(new PrintWriter(printed), new PrintWriter(complained), all.toArray(String[]::new));
    out = printed.toString();
    err = complained.toString();
    return code;
  }

  /** What the last run printed. */
  String out() {
    return out;
  }

  /** What the last run complained of. */
  String err() {
    return err;
  }

  /** What {@code derain dashcam} makes of it with the same settings. */
  Path local() {
    Path result = folder.resolve("local");
    StringWriter said = new StringWriter();
    int code =
        RootCommand.with(Map.of("Clean", new Object[] {new DashcamCommand()}))
            .setOut(new PrintWriter(said))
            .setErr(new PrintWriter(said))
            .execute(
                "dashcam",
                root.toString(),
                "-o",
                result.toString(),
                "--model",
                model.toString(),
                "--threads",
                "1");
    assertEquals(0, code, said.toString());
    return result;
  }

  /** The files of a result, without reports and hidden ones. */
  static List<Path> files(Path result) throws IOException {
    try (Stream<Path> all = Files.walk(result)) {
      return all.filter(Files::isRegularFile)
          .map(result::relativize)
          .filter(file -> !file.toString().matches("(.*/)?([.].*|report[.](csv|html))"))
          .sorted()
          .toList();
    }
  }

  /** Asserts that two results have the same files with the same bytes. */
  static void assertSame(Path expected, Path actual) throws IOException {
    assertEquals(files(expected), files(actual));
    for (Path file : files(expected)) {
      assertArrayEquals(
          Files.readAllBytes(expected.resolve(file)),
          Files.readAllBytes(actual.resolve(file)),
          file.toString());
    }
  }
}
