package org.derain.rain.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.rain.Camera;
import org.derain.rain.Depth;
import org.derain.rain.RainParameters;
import org.derain.rain.RainSampler;
import org.derain.rain.RainType;
import org.derain.rain.Rainfall;
import org.derain.rain.Sensor;
import org.derain.rain.Slope;
import org.derain.rain.StreakLayer;
import org.derain.rain.Veil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RainTest {
  private static final FrameFormat FORMAT = new FrameFormat(640, 360, 8);

  private static RainParameters heavy(long seed) {
    return rain(50, 3, 12, Sensor.NONE, seed);
  }

  private static RainParameters rain(
      double rate, double wind, double gain, Sensor sensor, long seed) {
    Rainfall fall = new Rainfall(rate, wind, 0, gain, Camera.still(1 / 60.0));
    Veil veil = new Veil(fall.extinction(), 60, Depth.layers(50, 150));
    return new RainParameters(seed, RainType.HEAVY, fall, null, 0.7, veil, null, null, sensor, null)
        .sized(FORMAT.width(), 25);
  }

  /** A bright sky over ground of one grey level, with the rain of a frame on it. */
  private static Picture rained(
      RainParameters parameters, FrameFormat format, int level, int frame) {
    Picture picture = new Picture(format);
    for (int p = 0; p < 3; p++) {
      int value = (p == 0 ? level : 128) << (format.bitDepth() - 8);
      picture.mat(p).put(new Scalar(value, 0, 0, 0));
    }
    int sky = 235 << (format.bitDepth() - 8);
    try (Mat upper = picture.mat(0).rowRange(0, format.height() / 2);
        Scalar bright = new Scalar(sky)) {
      upper.put(bright);
    }
    try (Rain rain = new Rain(parameters, format, 25)) {
      rain.render(picture, frame, true);
    }
    return picture;
  }

  private static double difference(Picture a, Picture b) {
    try (Mat groundA = ground(a);
        Mat groundB = ground(b)) {
      return opencv_core.norm(groundA, groundB, opencv_core.NORM_L1, null)
          / (groundA.rows() * groundA.cols());
    }
  }

  private static Mat ground(Picture picture) {
    return picture.mat(0).rowRange(picture.format().height() / 2, picture.format().height());
  }

  private static double[] meanAndDeviation(Picture picture) {
    try (Mat ground = ground(picture);
        Mat mean = new Mat();
        Mat deviation = new Mat()) {
      opencv_core.meanStdDev(ground, mean, deviation);
      return new double[] {
        mean.createIndexer().getDouble(0), deviation.createIndexer().getDouble(0)
      };
    }
  }

  @Test
  void sameParametersGiveTheSameRainWhateverWasRenderedBefore() {
    try (Picture a = rained(heavy(1), FORMAT, 60, 7);
        Picture other = rained(heavy(2), FORMAT, 60, 7);
        Picture b = rained(heavy(1), FORMAT, 60, 7)) {
      assertEquals(0, difference(a, b));
      assertNotEquals(0, difference(a, other));
    }
  }

  @Test
  void successiveFramesShowOtherStreaks() {
    try (Picture a = rained(heavy(1), FORMAT, 60, 7);
        Picture b = rained(heavy(1), FORMAT, 60, 8)) {
      assertTrue(difference(a, b) > 0.3, "frames differ by " + difference(a, b));
    }
  }

  @Test
  void rainIsBrightOnDarkGroundAndVanishesOnBright() {
    try (Picture dark = rained(heavy(1), FORMAT, 40, 0);
        Picture bright = rained(heavy(1), FORMAT, 235, 0)) {
      assertTrue(meanAndDeviation(dark)[0] > 42, "dark ground is lit");
      assertTrue(
          meanAndDeviation(dark)[1] > 2 * meanAndDeviation(bright)[1],
          "streaks stand out on dark ground");
    }
  }

  /** One layer of dense noise, as picture editors lay it over. */
  private static Picture edited(StreakLayer.Blend blend, Double uneven, int level) {
    return edited(blend, uneven, null, level);
  }

  private static Picture edited(StreakLayer.Blend blend, Double uneven, Slope slope, int level) {
    StreakLayer layer =
        new StreakLayer(
            StreakLayer.Kind.NOISE, 14, 20, 1.5, 10, 0, 1500, 0, 0.6, blend, 0, uneven, 1.0, slope);
    RainParameters parameters =
        new RainParameters(
            3, RainType.LOOKS, null, List.of(layer), 0.5, null, null, null, Sensor.NONE, null);
    return rained(parameters, FORMAT, level, 0);
  }

  @Test
  void aScreenLightsTheDarkMostAndLeavesWhiteAlone() {
    try (Picture dark = edited(StreakLayer.Blend.SCREEN, null, 40);
        Picture grey = edited(StreakLayer.Blend.SCREEN, null, 130);
        Picture white = edited(StreakLayer.Blend.SCREEN, null, 235)) {
      double lift = meanAndDeviation(dark)[0] - 40;
      assertTrue(lift > 15, "lifted by " + lift);
      // I' = I + a (235 - I) with the same a everywhere.
      assertEquals(lift * (235 - 130) / (235 - 40), meanAndDeviation(grey)[0] - 130, 0.6);
      assertEquals(235, meanAndDeviation(white)[0]);
    }
  }

  @Test
  void unevenRainIsThinnerHereThanThere() {
    try (Picture even = edited(StreakLayer.Blend.SCREEN, null, 40);
        Picture half = edited(StreakLayer.Blend.SCREEN, 0.0, 40);
        Picture uneven = edited(StreakLayer.Blend.SCREEN, 1.0, 40);
        Picture again = edited(StreakLayer.Blend.SCREEN, 1.0, 40)) {
      assertEquals(0, difference(even, half));
      assertEquals(0, difference(uneven, again));
      double mean = meanAndDeviation(uneven)[0] - 40;
      double most = meanAndDeviation(even)[0] - 40;
      assertTrue(mean > 0.2 * most && mean < 0.8 * most, mean + " of " + most);
      double varies = cells(uneven) / mean / (cells(even) / most);
      assertTrue(varies > 2, varies + " times");
    }
  }

  @Test
  void onASlopeRainIsThickerOnOneSide() {
    try (Picture even = edited(StreakLayer.Blend.SCREEN, null, 40);
        Picture right = edited(StreakLayer.Blend.SCREEN, null, new Slope(0, 0, 0.5, 0.2), 40);
        Picture down = edited(StreakLayer.Blend.SCREEN, null, new Slope(90, 0.25, 0.3, 0.2), 40)) {
      int width = FORMAT.width();
      int height = FORMAT.height();
      int ground = height / 2;
      int strip = height / 10;
      double full = lift(even, 0, ground, width, ground);
      assertEquals(0.2 * full, lift(right, 0, ground, width / 4, ground), 0.1 * full);
      assertEquals(full, lift(right, 3 * width / 4, ground, width / 4, ground), 0.1 * full);
      assertEquals(0.2 * full, lift(down, 0, ground, width, strip), 0.1 * full);
      assertEquals(full, lift(down, 0, height - strip, width, strip), 0.1 * full);
    }
  }

  /** By how much a part of a picture is lighter than 40. */
  private static double lift(Picture picture, int x, int y, int width, int height) {
    try (Rect rect = new Rect(x, y, width, height);
        Mat part = new Mat(picture.mat(0), rect)) {
      return opencv_core.mean(part).get(0) - 40;
    }
  }

  /** Deviation of the means of cells of 64 pixels. */
  private static double cells(Picture picture) {
    try (Mat ground = ground(picture);
        Mat small = new Mat();
        Mat mean = new Mat();
        Mat deviation = new Mat()) {
      opencv_imgproc.resize(ground, small, new Size(10, 3), 0, 0, opencv_imgproc.INTER_AREA);
      opencv_core.meanStdDev(small, mean, deviation);
      return deviation.createIndexer().getDouble(0);
    }
  }

  @Test
  void moreRainCoversMore() {
    double last = 0;
    for (double rate : new double[] {2, 10, 50, 150}) {
      RainParameters parameters = rain(rate, 0, 6, Sensor.NONE, 3);
      try (Picture picture = rained(parameters, FORMAT, 40, 0)) {
        double mean = meanAndDeviation(picture)[0];
        assertTrue(mean > last, rate + " mm/h gives " + mean + " after " + last);
        last = mean;
      }
    }
  }

  @Test
  void tenBitsShowTheSameRain() {
    FrameFormat deep = new FrameFormat(FORMAT.width(), FORMAT.height(), 10);
    try (Picture eight = rained(heavy(1), FORMAT, 60, 0);
        Picture ten = rained(heavy(1), deep, 60, 0)) {
      assertEquals(meanAndDeviation(eight)[0], meanAndDeviation(ten)[0] / 1023 * 255, 0.6);
      assertEquals(meanAndDeviation(eight)[1], meanAndDeviation(ten)[1] / 1023 * 255, 0.6);
    }
  }

  @Test
  void theTruthHasTheNoiseButNotTheRain() {
    RainParameters parameters = rain(50, 0, 6, new Sensor(4, 0), 1);
    try (Picture truth = new Picture(FORMAT);
        Rain rain = new Rain(parameters, FORMAT, 25)) {
      for (int p = 0; p < 3; p++) {
        truth.mat(p).put(new Scalar(100, 0, 0, 0));
      }
      rain.render(truth, 0, false);
      assertEquals(100, meanAndDeviation(truth)[0], 0.3);
      assertEquals(4, meanAndDeviation(truth)[1], 0.5);
    }
  }

  @Test
  void texturesRepeatWithoutASeam() {
    StreakLayer layer = heavy(1).layers().get(1);
    try (StreakTexture texture = new StreakTexture(layer, 256, 192, 128);
        Mat here = texture.window(250, 250, 64, 64);
        Mat there = texture.window(250 - 256, 250 + 512, 64, 64)) {
      assertEquals(0, opencv_core.norm(here, there, opencv_core.NORM_INF, null));
    }
  }

  @Test
  void samplerCoversDryAndRainyAndRepeats() {
    RainSampler a = new RainSampler(5, 0.3);
    RainSampler b = new RainSampler(5, 0.3);
    int dry = 0;
    for (int i = 0; i < 400; i++) {
      RainParameters parameters = a.next();
      assertEquals(parameters, b.next());
      dry += parameters.dry() ? 1 : 0;
    }
    assertEquals(120, dry, 40);
  }

  @ParameterizedTest
  @EnumSource
  void everyTypeComesAgainBitForBitInAnyOrder(RainType type) {
    RainSampler sampler = new RainSampler(21, 0);
    FrameFormat format = new FrameFormat(160, 96, 8);
    for (int i = 0; i < 6; i++) {
      RainParameters parameters = sampler.next(type);
      RainParameters again = RainParameters.parse(parameters.toJson());
      try (Rain rain = new Rain(parameters, format, 25);
          Rain other = new Rain(again, format, 25);
          Picture a = scene(format);
          Picture b = scene(format);
          Picture c = scene(format)) {
        rain.render(a, 3, true);
        other.render(c, 9, true);
        other.render(b, 3, true);
        for (int p = 0; p < 3; p++) {
          assertEquals(0, opencv_core.norm(a.mat(p), b.mat(p), opencv_core.NORM_INF, null));
        }
      }
    }
  }

  private static Picture scene(FrameFormat format) {
    Picture picture = new Picture(format);
    for (int p = 0; p < 3; p++) {
      picture.mat(p).put(new Scalar(p == 0 ? 70 : 120));
      try (Mat upper = picture.mat(p).rowRange(0, format.planeHeight(p) / 3)) {
        upper.put(new Scalar(p == 0 ? 210 : 135));
      }
    }
    return picture;
  }

  @Test
  void refusesWhatIsNoRain() {
    Camera camera = Camera.still(0.01);
    assertThrows(IllegalArgumentException.class, () -> new Rainfall(0, 0, 0, 1, camera));
    assertThrows(IllegalArgumentException.class, () -> new Rainfall(5, Double.NaN, 0, 1, camera));
    assertThrows(IllegalArgumentException.class, () -> Camera.still(2));
  }
}
