package org.derain.perf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.derain.frames.MediaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The benchmarks on clips of half a second: that they measure what they say, not what comes out.
 */
class BenchTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int bench(String command) {
    Stream<String> words = Arrays.stream((command).split(" "));
    Stream<String> more = Stream.of("--folder", folder.toString(), "--device", "cpu");
    String[] all = Stream.concat(words, more).toArray(String[]::new);
    return Main.run(new PrintWriter(out), new PrintWriter(err), all);
  }

  /** The cells of the rows under the head of the only table. */
  private List<String[]> rows() {
    return out.toString()
        .lines()
        .filter(line -> line.startsWith("| "))
        .skip(1)
        .map(line -> line.substring(1).replace(" ", "").split("\\|"))
        .toList();
  }

  @Test
  void cleanMeasuresEachModelAtEachSize() {
    assertEquals(
        0, bench("clean --model identity --size 64x48,96x64 --seconds 0.4"), err::toString);
    List<String[]> rows = rows();
    assertEquals(2, rows.size(), out::toString);
    assertEquals(List.of("identity", "64x48", "10"), Arrays.asList(rows.get(0)).subList(0, 3));
    assertEquals("96x64", rows.get(1)[1]);
    for (String[] row : rows) {
      assertTrue(Double.parseDouble(row[3]) > 0, out::toString);
      double wall = Double.parseDouble(row[8]);
      assertTrue(10 / wall <= Double.parseDouble(row[3]), "wall includes the start of Java");
    }
  }

  @Test
  void taxComparesTheSameWork() {
    try {
      Program.ffmpeg();
    } catch (MediaException e) {
      assumeTrue(false, e.getMessage());
    }
    assertEquals(0, bench("tax --size 192x108 --seconds 2 --runs 1"), err::toString);
    String[] row = rows().get(0);
    double theirs = Double.parseDouble(row[1]);
    double ours = Double.parseDouble(row[2]);
    double ratio = Double.parseDouble(row[3]);
    // The times are printed to 0.01 s, and ffmpeg needs little more than that here.
    assertTrue(ratio >= (ours - 0.005) / (theirs + 0.005) - 0.001, out::toString);
    assertTrue(ratio <= (ours + 0.005) / (theirs - 0.005) + 0.001, out::toString);
    assertEquals(1, Double.parseDouble(row[9]), 0.02, "both encode alike: " + out);
    assertTrue(out.toString().contains("ratio"), out::toString);
  }

  @Test
  void growthMeasuresEachLength() throws IOException {
    assertEquals(
        0, bench("growth --model identity --size 64x48 --rate 5 --seconds 2,11"), err::toString);
    List<String[]> rows = rows();
    assertEquals("10", rows.get(0)[1]);
    assertEquals("55", rows.get(1)[1], "longer clips repeat the shorter one");
    assertTrue(out.toString().contains("for each frame"), out::toString);
    if (Files.exists(Path.of("/proc/self/status"))) {
      assertTrue(Integer.parseInt(rows.get(1)[4]) > 50, "memory of the process in MiB");
    }
    try (Stream<Path> kept = Files.list(folder)) {
      assertTrue(kept.allMatch(file -> file.toString().endsWith("s.mp4")), "only clips are kept");
    }
  }

  @Test
  void soakLooksAtCamerasFromOutside() throws IOException {
    Path model = folder.resolve("identity.onnx");
    Files.write(model, org.derain.zoo.Identity.onnx(4, 0.9f));
    String soak = "soak --cameras 2 --minutes 0.2 --size 64x48 --rate 10 --model " + model;
    assertEquals(0, bench(soak), err::toString);
    List<String[]> rows = rows();
    assertEquals(2, rows.size(), out::toString);
    for (String[] row : rows) {
      assertTrue(Integer.parseInt(row[3]) > 20, "frames came: " + out);
      assertTrue(Integer.parseInt(row[4]) > 10, "they were derained: " + out);
      assertEquals("0", row[7], "all are accounted for: " + out);
    }
    assertTrue(out.toString().contains("MiB per hour"), out::toString);
  }

  @Test
  void failuresOfTheProgramAreTold() {
    assertEquals(1, bench("clean --model nosuch --size 64x48 --seconds 0.4"));
    assertTrue(err.toString().contains("no model nosuch"), err::toString);
  }

  @Test
  void wrongUsage() {
    assertEquals(2, bench("tax --size 8x8"));
    assertTrue(err.toString().contains("at least 16 pixels"), err::toString);
    assertEquals(2, Main.run(new PrintWriter(out), new PrintWriter(err)));
  }

  @Test
  void javaIsStartedAsTheLauncherStartsIt() throws IOException {
    Path launcher = Path.of("").toAbsolutePath().getParent().resolve("derain");
    String text = Files.readString(launcher);
    for (String option : CleanChild.JAVA_OPTIONS) {
      assertTrue(text.contains(option), option + " is not in " + launcher);
    }
  }
}
