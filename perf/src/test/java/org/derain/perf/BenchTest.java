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

  private static void needsFfmpeg() {
    try {
      Program.ffmpeg();
    } catch (MediaException e) {
      assumeTrue(false, e.getMessage());
    }
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
  void speedMeasuresEachModelOnRainyAndDryClips() throws IOException {
    Path json = folder.resolve("now.json");
    String speed = "speed --model identity,nano --size 64x48 --seconds 0.4 --runs 1 --json " + json;
    assertEquals(0, bench(speed), err::toString);
    List<String[]> rows = rows();
    SpeedFile figures = SpeedFile.read(json);
    assertEquals(4, figures.rows().size());
    assertEquals(
        List.of("rainy", "rainy", "dry", "dry"), rows.stream().map(row -> row[0]).toList());
    for (int i = 0; i < 4; i++) {
      SpeedRow row = figures.rows().get(i);
      assertEquals("64x48", row.size());
      assertEquals(i % 2 == 0 ? "identity" : "nano", row.model());
      assertTrue(row.fps() > 0, row::toString);
      // What is dry never comes to the network.
      assertTrue(i == 3 || row.ms().network() > 0, row::toString);
      assertTrue(row.ms().encode() > 0, row::toString);
      boolean counts = i % 2 == 1 && row.ms().network() > 0;
      assertEquals(counts, row.gmacPerS() > 0, row::toString);
      int shares = Arrays.stream(rows.get(i)[8].split("/")).mapToInt(Integer::parseInt).sum();
      assertEquals(100, shares, 3, out::toString);
    }
    SpeedRow nano = figures.rows().get(1);
    double gmac = 2.76 * 64 * 48 / (1280 * 720);
    assertEquals(gmac / nano.ms().network() * 1000, nano.gmacPerS(), 0.02 * nano.gmacPerS() + 0.01);
    try (Stream<Path> kept = Files.list(folder)) {
      assertEquals(
          3, kept.filter(file -> !Files.isDirectory(file)).count(), "two clips and the figures");
    }
    needsFfmpeg(); // what follows compares ratios
    out.getBuffer().setLength(0);
    assertEquals(
        0,
        bench("speed --model identity --size 64x48 --seconds 0.4 --runs 1 --before " + json),
        err::toString);
    String then = rows().get(0)[4];
    double ratio = figures.rows().get(0).ratio();
    assertEquals(ratio, Double.parseDouble(then), ratio < 100 ? 0.006 : 0.06, out::toString);
  }

  @Test
  void taxComparesTheSameWork() {
    needsFfmpeg();
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
    assertEquals(1, bench("speed --model nosuch --size 64x48 --seconds 0.4"));
    assertTrue(err.toString().contains("no model nosuch"), err::toString);
  }

  @Test
  void wrongUsage() {
    assertEquals(1, bench("speed --before " + folder.resolve("none.json")));
    assertTrue(err.toString().contains("not the figures of an earlier"), err::toString);
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
