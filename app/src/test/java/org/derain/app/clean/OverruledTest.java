package org.derain.app.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.derain.zoo.Identity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the user says against the network: how readily rain is taken off, and where never. */
class OverruledTest {
  private static final String DRY = "no frame counts as rainy";

  @TempDir Path temp;
  private Bench bench;

  @BeforeEach
  void bench() throws Exception {
    bench = new Bench(temp);
  }

  private JsonNode figures(Path in, String out, Object... options) throws Exception {
    Path stats = temp.resolve("stats.json");
    Object[] all = new Object[options.length + 3];
    System.arraycopy(options, 0, all, 0, options.length);
    all[options.length] = "--stats";
    all[options.length + 1] = stats;
    all[options.length + 2] = "--overwrite";
    bench.cleaned(in, out, all);
    return new ObjectMapper().readTree(stats.toFile()).get("rain");
  }

  @Test
  void whereNothingCountsAsRainTheFiguresSayWhatToDo() throws Exception {
    Path in = bench.plain("in.mp4", 6);
    assertEquals(0.5, figures(in, "out.mp4").get("sensitivity").asDouble());
    assertFalse(bench.derain.out().contains(DRY), bench.derain.out());

    Files.write(bench.model(), Identity.onnx(2, 0.15f));
    JsonNode dry = figures(in, "out.mp4");
    assertEquals(6, dry.get("types").get("dry").asInt());
    assertFalse(dry.has("rainy"));
    String said = bench.derain.out();
    assertTrue(said.contains(DRY) && said.contains("--sensitivity 0.9, or --always"), said);

    assertEquals(0.9, figures(in, "out.mp4", "--sensitivity", "0.9").get("sensitivity").asDouble());
    assertFalse(bench.derain.out().contains(DRY), bench.derain.out());
    assertEquals(1, figures(in, "out.mp4", "--always").get("sensitivity").asDouble());
    assertFalse(bench.derain.out().contains(DRY), bench.derain.out());
    figures(in, "out.mp4", "--sensitivity", "0");
    assertFalse(bench.derain.out().contains(DRY), "it was asked to leave all as it is");
    figures(bench.still("in.png"), "out.png");
    assertTrue(bench.derain.out().contains(DRY), bench.derain.out());
  }

  @Test
  void theNetworkIsOverruledAndKeepsOff() {
    Path still = streaks("in.png");
    try (PointerScope scope = new PointerScope()) {
      assertEquals(0, changed(still, "a.png", "--sensitivity", "0"));
      int all = changed(still, "b.png", "--always");
      assertTrue(all > 1000, all + " samples");
      assertTrue(part(still, "b.png") > 100, "nothing is kept if nothing would be changed");
      assertEquals(all, changed(still, "c.png", "--sensitivity", "1"));
      assertEquals(0, changed(still, "d.png", "--always", "--keep", "0,0,160,96"));
      changed(still, "e.png", "--always", "--keep", "31,11,41,23", "--keep", "1,1,1,1");
      assertEquals(0, part(still, "e.png"));
    }
  }

  /** Grey, with bright strokes. */
  private Path streaks(String name) {
    Path still = temp.resolve(name);
    Random random = new Random(5);
    try (PointerScope scope = new PointerScope()) {
      Mat grey = new Mat(96, 160, opencv_core.CV_8UC3, Scalar.all(90));
      for (int i = 0; i < 60; i++) {
        Point from = new Point(random.nextInt(160), random.nextInt(96));
        Point to = new Point(from.x() + 1, from.y() + 14);
        opencv_imgproc.line(grey, from, to, Scalar.all(190));
      }
      opencv_imgcodecs.imwrite(still.toString(), grey);
    }
    return still;
  }

  private int part(Path still, String out) {
    Mat difference = difference(still, temp.resolve(out));
    return opencv_core.countNonZero(new Mat(difference, new Rect(3 * 31, 11, 3 * 41, 23)));
  }

  /** How many samples of a still a network of the zoo changes. */
  private int changed(Path still, String out, Object... options) {
    Path target = temp.resolve(out);
    Object[] words = new Object[options.length + 6];
    Object[] fixed = {"clean", still, "-o", target, "--model", "nano"};
    System.arraycopy(fixed, 0, words, 0, 6);
    System.arraycopy(options, 0, words, 6, options.length);
    assertEquals(0, bench.derain.run(words), bench.derain.err());
    return opencv_core.countNonZero(difference(still, target));
  }

  private static Mat difference(Path one, Path other) {
    Mat difference = new Mat();
    opencv_core.absdiff(
        opencv_imgcodecs.imread(one.toString()),
        opencv_imgcodecs.imread(other.toString()),
        difference);
    return difference.reshape(1);
  }

  @Test
  void whatIsNoSensitivityAndNoPartIsOneLine() throws Exception {
    Path in = bench.plain("in.mp4", 6);
    Path out = temp.resolve("out.mp4");
    String[][] wrong = {
      {"--sensitivity", "2", "--sensitivity goes from 0 to 1, not 2.0"},
      {"--sensitivity", "NaN", "--sensitivity goes from 0 to 1, not NaN"},
      {"--keep", "1,2,3", "four whole numbers, X,Y,WIDTH,HEIGHT in pixels, not '1,2,3'"},
      {"--keep", "1,2,0,4", "a width and a height of 1 or more"},
    };
    for (String[] one : wrong) {
      assertEquals(2, bench.clean(in, out, one[0], one[1]));
      assertTrue(bench.derain.err().contains(one[2]), bench.derain.err());
    }
    assertEquals(1, bench.clean(in, out, "--keep", "0,0,10,10", "--keep", "100,0,61,10"));
    assertTrue(
        bench
            .derain
            .err()
            .contains(
                in
                    + ": the part to keep, 100,0,61,10, reaches beyond the picture, which has"
                    + " 160x96 pixels"),
        bench.derain.err());
    assertFalse(bench.derain.err().contains("Exception"), bench.derain.err());
    assertEquals(java.util.List.of("in.mp4", "model"), Bench.names(temp));
  }
}
