package org.derain.rain.glass;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.derain.frames.FrameFormat;
import org.derain.rain.Glass;
import org.junit.jupiter.api.Test;

class GlassDropsTest {
  private static final FrameFormat FORMAT = new FrameFormat(160, 96, 8);
  private static final Glass SHARP = new Glass(1, 5, 5, 0.1, 0, 0, 0, 0, 3);
  private static final Glass RUNNING = new Glass(20, 0.5, 3, 0.1, 0, 0.1, 200, 30, 3);

  /** A picture from its luma at each column and row; its colour is grey. */
  private static Mat[] scene(BiFunction<Integer, Integer, Integer> luma) {
    Mat[] planes = {
      new Mat(FORMAT.height(), FORMAT.width(), CV_32FC1),
      new Mat(FORMAT.height() / 2, FORMAT.width() / 2, CV_32FC1, Scalar.all(128)),
      new Mat(FORMAT.height() / 2, FORMAT.width() / 2, CV_32FC1, Scalar.all(128))
    };
    try (FloatIndexer samples = planes[0].createIndexer()) {
      for (int y = 0; y < FORMAT.height(); y++) {
        for (int x = 0; x < FORMAT.width(); x++) {
          samples.put(y, x, luma.apply(x, y));
        }
      }
    }
    return planes;
  }

  private static Mat[] textured() {
    return scene((x, y) -> 40 + (x * 31 + y * 17) % 160);
  }

  private static Mat[] render(Glass glass, Mat[] planes, long... frames) {
    try (GlassDrops drops = new GlassDrops(glass, FORMAT, 25)) {
      for (int i = 0; i < frames.length - 1; i++) {
        drops.render(textured(), frames[i]);
      }
      drops.render(planes, frames[frames.length - 1]);
    }
    return planes;
  }

  private static float[] luma(Mat[] planes) {
    float[] samples = new float[FORMAT.width() * FORMAT.height()];
    try (FloatIndexer from = planes[0].createIndexer()) {
      from.get(0, 0, samples);
    }
    return samples;
  }

  private static Pane pane(Glass glass) {
    return Pane.of(glass, FORMAT.width(), FORMAT.height(), 0.9 * FORMAT.width());
  }

  /** The drop whose middle is nearest to the middle of the picture. */
  private static Drop central(Glass glass) {
    Pane pane = pane(glass);
    return new WetGlass(glass, pane, 25)
        .drops().stream()
            .min(
                Comparator.comparingDouble(
                    d ->
                        Math.hypot(
                            pane.x(d.u, d.v) - FORMAT.width() / 2.0,
                            pane.y(d.v) - FORMAT.height() / 2.0)))
            .orElseThrow();
  }

  private static double mean(Mat plane, double x, double y) {
    double sum = 0;
    try (FloatIndexer samples = plane.createIndexer()) {
      for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
          sum += samples.get((long) y + dy, (long) x + dx);
        }
      }
    }
    return sum / 9;
  }

  @Test
  void aDropShowsTheSceneUpsideDownAndTheWrongWayRound() {
    Pane pane = pane(SHARP);
    Drop drop = central(SHARP);
    double x = pane.x(drop.u, drop.v);
    double y = pane.y(drop.v);
    double radius = pane.across(drop.v) * drop.radius;
    int row = (int) y;
    int column = (int) x;
    Mat[] sky = render(SHARP, scene((px, py) -> py < row ? 220 : 20), 0);
    assertTrue(mean(sky[0], x, y - 0.6 * radius) < 90, "the ground is above");
    assertTrue(mean(sky[0], x, y + 0.6 * radius) > 150, "the sky is below");
    Mat[] left = render(SHARP, scene((px, py) -> px < column ? 220 : 20), 0);
    assertTrue(mean(left[0], x - 0.6 * radius, y) < 100, "what is right is on the left");
    assertTrue(mean(left[0], x + 0.6 * radius, y) > 130, "what is left is on the right");
  }

  @Test
  void whatNoDropCoversKeepsItsSamples() {
    float[] before = luma(textured());
    float[] after = luma(render(SHARP, textured(), 0));
    int same = 0;
    for (int i = 0; i < before.length; i++) {
      same += before[i] == after[i] ? 1 : 0;
    }
    double share = (double) same / before.length;
    assertTrue(share > 0.5 && share < 0.97, "untouched: " + share);
  }

  @Test
  void dropsStayWhereTheyAre() {
    assertEquals(
        0,
        opencv_core.norm(
            render(SHARP, textured(), 0)[0],
            render(SHARP, textured(), 40)[0],
            opencv_core.NORM_INF,
            null));
  }

  @Test
  void aFrameIsTheSameHoweverItIsReached() {
    Mat[] straight = render(RUNNING, textured(), 12);
    Mat[] stepwise = render(RUNNING, textured(), 0, 1, 2, 3, 7, 8, 11, 12);
    Mat[] back = render(RUNNING, textured(), 5, 30, 12);
    Mat[] other = render(RUNNING, textured(), 13);
    for (int p = 0; p < 3; p++) {
      assertEquals(0, opencv_core.norm(straight[p], stepwise[p], opencv_core.NORM_INF, null));
      assertEquals(0, opencv_core.norm(straight[p], back[p], opencv_core.NORM_INF, null));
    }
    assertTrue(opencv_core.norm(straight[0], other[0], opencv_core.NORM_INF, null) > 5);
  }

  @Test
  void theLargestRunDownAndLeaveATrailThatDries() {
    WetGlass wet = new WetGlass(RUNNING, pane(RUNNING), 25);
    List<Drop> runners = wet.drops().stream().filter(d -> d.running != null).toList();
    assertEquals(Math.round(0.1 * wet.drops().size()), runners.size());
    double smallest = runners.stream().mapToDouble(d -> d.radius).min().orElseThrow();
    for (Drop drop : wet.drops()) {
      assertTrue(drop.running != null || drop.radius <= smallest);
    }
    double[] heights = runners.stream().mapToDouble(d -> d.v).toArray();
    int before = wet.drops().size();
    wet.advance(20);
    int lower = 0;
    for (int i = 0; i < heights.length; i++) {
      assertTrue(runners.get(i).v >= heights[i], "nothing runs up");
      lower += runners.get(i).v > heights[i] + runners.get(i).radius ? 1 : 0;
    }
    assertTrue(lower > runners.size() / 3, lower + " of " + runners.size() + " came down");
    List<Drop> films = List.copyOf(wet.films());
    assertFalse(films.isEmpty());
    wet.advance(120);
    assertFalse(wet.films().stream().anyMatch(films::contains), "old trails are dry");
    assertEquals(before, wet.drops().size(), 0.6 * before);
  }

  @Test
  void aRunningDropTakesInWhatItMeets() {
    Drop runner = central(RUNNING);
    runner.radius = 2;
    Drop small = central(RUNNING);
    small.radius = 1;
    runner.swallow(small, 9);
    assertEquals(Math.cbrt(9), runner.radius, 1e-9);
    WetGlass wet = new WetGlass(RUNNING, pane(RUNNING), 25);
    List<Drop> sticking = wet.drops().stream().filter(d -> d.running == null).toList();
    wet.advance(200);
    assertFalse(wet.drops().containsAll(sticking), "some were swallowed");
    assertEquals(sticking.size(), wet.drops().size(), 0.6 * sticking.size());
  }

  @Test
  void outOfFocusADropIsWideAndSoft() {
    Glass soft = new Glass(1, 5, 5, 0.1, 0.15, 0, 0, 0, 3);
    Mat[] sharp = render(SHARP, scene((x, y) -> y < 48 ? 220 : 20), 0);
    Mat[] blurred = render(soft, scene((x, y) -> y < 48 ? 220 : 20), 0);
    Drop drop = central(SHARP);
    Pane pane = pane(SHARP);
    int row = (int) pane.y(drop.v);
    assertTrue(
        steepest(blurred[0], row) < 0.6 * steepest(sharp[0], row),
        steepest(blurred[0], row) + " against " + steepest(sharp[0], row));
  }

  private static double steepest(Mat plane, int row) {
    double steepest = 0;
    try (FloatIndexer samples = plane.createIndexer()) {
      for (int x = 1; x < plane.cols(); x++) {
        steepest = Math.max(steepest, Math.abs(samples.get(row, x) - samples.get(row, x - 1)));
      }
    }
    return steepest;
  }

  @Test
  void dropsCollectTheLightOfALampAtNight() {
    Drop drop = central(SHARP);
    Pane pane = pane(SHARP);
    int x = (int) pane.x(drop.u, drop.v);
    int y = (int) pane.y(drop.v);
    // A lamp to the right of the drop, far enough to be no part of it.
    Mat[] night = scene((px, py) -> Math.abs(px - x - 30) < 5 && Math.abs(py - y) < 5 ? 235 : 16);
    render(SHARP, night, 0);
    double brightest = 0;
    int radius = (int) (pane.across(drop.v) * drop.radius);
    for (int px = x - radius; px <= x; px++) {
      brightest = Math.max(brightest, mean(night[0], px, y));
    }
    assertTrue(brightest > 40, "lit to " + brightest);
  }

  @Test
  void raysFollowSnell() {
    Refraction upright = new Refraction(0);
    int flat = upright.entry(0, 0);
    assertEquals(0, upright.right(flat), 1e-6);
    assertEquals(0.98, upright.light(flat), 0.005);
    // A thin prism turns a ray by (n - 1) times its angle.
    int slight = upright.entry(0.1, 0);
    assertEquals(0.33 * 0.1, upright.right(slight), 0.003);
    // Beyond the critical angle, 48.8 degrees, nothing comes through.
    assertTrue(upright.light(upright.entry(Math.tan(Math.toRadians(46)), 0)) > 0.6);
    assertTrue(upright.light(upright.entry(Math.tan(Math.toRadians(50)), 0)) < 0.2);
    // On a windshield, the upper side of a drop is dark and the lower one shows the sky.
    Refraction windshield = new Refraction(55);
    assertTrue(windshield.light(windshield.entry(0, 0.6)) < 0.2);
    assertTrue(windshield.light(windshield.entry(0, -0.6)) > 0.9);
    assertTrue(windshield.down(windshield.entry(0, -0.6)) < -0.2);
  }

  @Test
  void aTiltedGlassIsNearerAboveAndFlat() {
    Glass windshield = new Glass(10, 0.5, 3, 0.3, 0, 0, 0, 55, 1);
    Pane pane = pane(windshield);
    assertEquals(FORMAT.height() / 2.0, pane.y(0));
    assertTrue(pane.across(pane.top()) > 1.3 * pane.across(pane.bottom()));
    assertTrue(pane.downwards(0) < 0.6 * pane.across(0));
    for (Drop drop : new WetGlass(windshield, pane, 25).drops()) {
      assertEquals(FORMAT.width() / 2.0, pane.x(drop.u, drop.v), 0.6 * FORMAT.width());
      assertEquals(FORMAT.height() / 2.0, pane.y(drop.v), 0.6 * FORMAT.height());
    }
  }
}
