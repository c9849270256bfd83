package org.derain.rain.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.frames.Quality;
import org.derain.rain.Camera;
import org.derain.rain.Depth;
import org.derain.rain.Glass;
import org.derain.rain.Night;
import org.derain.rain.RainParameters;
import org.derain.rain.RainType;
import org.derain.rain.Rainfall;
import org.derain.rain.Sensor;
import org.derain.rain.Veil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rain does to the scene as a whole: veil, night, and nothing to the truth of a dry day. */
class SceneTest {
  private static final FrameFormat FORMAT = new FrameFormat(320, 192, 8);
  private static final Camera CAMERA = Camera.still(0.012);
  private static final Night NIGHT = new Night(20, 0, 1, 0.5, 0.4, 0);

  private static RainParameters rain(Veil veil, Night night, double gain) {
    return new RainParameters(
        3,
        night == null ? RainType.HEAVY : RainType.NIGHT,
        new Rainfall(40, 2, 1, gain, CAMERA),
        null,
        0.5,
        veil,
        night,
        null,
        Sensor.NONE,
        null);
  }

  private static Picture scene(int luma) {
    Picture picture = new Picture(FORMAT);
    for (int p = 0; p < 3; p++) {
      try (Scalar level = new Scalar(p == 0 ? luma : p == 1 ? 110 : 150)) {
        picture.mat(p).put(level);
      }
    }
    return picture;
  }

  private static void render(RainParameters parameters, Picture picture, boolean rainy) {
    try (Rain rain = new Rain(parameters, FORMAT, 25)) {
      rain.render(picture, 5, rainy);
    }
  }

  private static double mean(Picture picture, Rect part) {
    try (Mat luma = new Mat(picture.mat(0), part);
        Scalar mean = opencv_core.mean(luma)) {
      return mean.get(0);
    }
  }

  private static double mean(Picture picture) {
    return mean(picture, new Rect(0, 0, FORMAT.width(), FORMAT.height()));
  }

  @Test
  void theTruthOfDayIsTheInput() {
    try (Picture dry = scene(90);
        Picture truth = scene(90)) {
      render(rain(new Veil(20, 40, Depth.layers(30, 100)), null, 5), truth, false);
      assertEquals(Double.POSITIVE_INFINITY, Quality.psnr(dry, truth, 0));
      assertEquals(Double.POSITIVE_INFINITY, Quality.psnr(dry, truth, 1));
    }
  }

  @Test
  void linearLightComesBack() {
    assertEquals(127, Tone.luma(Tone.linear(127)), 1e-9);
    try (Mat plane = new Mat(1, 1, opencv_core.CV_32FC1, new Scalar(200))) {
      Tone.toLinear(plane);
      assertEquals(Tone.linear(200), opencv_core.mean(plane).get(0), 1e-3);
      Tone.toLuma(plane);
      assertEquals(200, opencv_core.mean(plane).get(0), 1e-3);
    }
  }

  @Test
  void theVeilHidesWhatIsFar() {
    Veil veil = new Veil(10, 60, Depth.plane(5, 200, 0.4));
    try (VeilMap map = new VeilMap(veil, FORMAT);
        FloatIndexer share = map.share(0).createIndexer()) {
      assertEquals(1 - veil.transmission(200), share.get(0, 7), 1e-5);
      assertEquals(1 - veil.transmission(200), share.get(60, 300), 1e-5);
      assertEquals(1 - veil.transmission(5), share.get(191, 100), 0.002);
      for (int row = 1; row < FORMAT.height(); row++) {
        assertTrue(share.get(row, 0) <= share.get(row - 1, 0), "row " + row);
      }
    }
  }

  @Test
  void theDepthMayComeFromAPicture(@TempDir Path folder) {
    String file = folder.resolve("depth.png").toString();
    try (Mat map = new Mat(4, 8, opencv_core.CV_16UC1, new Scalar(0));
        Mat right = map.colRange(4, 8)) {
      right.put(new Scalar(65535));
      opencv_imgcodecs.imwrite(file, map);
    }
    Veil veil = new Veil(10, 60, Depth.map(file, 4, 300));
    try (VeilMap map = new VeilMap(veil, FORMAT);
        FloatIndexer share = map.share(0).createIndexer()) {
      assertEquals(1 - veil.transmission(300), share.get(100, 2), 1e-5);
      assertEquals(1 - veil.transmission(4), share.get(100, 317), 1e-5);
    }
    Veil none = new Veil(10, 60, Depth.map(folder.resolve("away.png").toString(), 4, 300));
    assertThrows(MediaException.class, () -> new VeilMap(none, FORMAT));
  }

  @Test
  void dropsOnTheGlassAreNotInTheTruth() {
    RainParameters parameters =
        RainParameters.dry(4).withGlass(new Glass(30, 0.5, 3, 0.1, 0.02, 0, 0, 20, 8));
    try (Picture dry = scene(90);
        Picture truth = scene(90);
        Picture rainy = scene(90)) {
      try (Mat sky = dry.mat(0).rowRange(0, 90)) {
        sky.put(new Scalar(220));
      }
      truth.copyFrom(dry);
      rainy.copyFrom(dry);
      render(parameters, truth, false);
      render(parameters, rainy, true);
      assertEquals(Double.POSITIVE_INFINITY, Quality.psnr(dry, truth, 0));
      assertTrue(Quality.psnr(dry, rainy, 0) < 35, "drops show: " + Quality.psnr(dry, rainy, 0));
    }
  }

  @Test
  void nightIsDarkInTheTruthAsWell() {
    Night night = new Night(20, 4, 1, 0.5, 0.4, 0.5);
    try (Picture truth = scene(120);
        Picture rainy = scene(120)) {
      render(rain(null, night, 15), truth, false);
      render(rain(null, night, 15), rainy, true);
      assertEquals(20, mean(truth), 15);
      double difference =
          opencv_core.norm(truth.mat(0), rainy.mat(0), opencv_core.NORM_L1, null)
              / (FORMAT.width() * FORMAT.height());
      assertTrue(difference > 0.05 && difference < 10, "differ by " + difference);
    }
  }

  @Test
  void whatIsDarkAlreadyStaysAsItIs() {
    try (Picture dark = scene(18);
        Picture truth = scene(18)) {
      render(rain(null, NIGHT, 5), truth, false);
      assertEquals(mean(dark), mean(truth), 1);
    }
  }

  @Test
  void atNightStreaksShowNearLamps() {
    Rect lamp = new Rect(60, 90, 6, 6);
    Rect near = new Rect(35, 65, 60, 60);
    Rect far = new Rect(220, 65, 60, 60);
    double[] change = new double[2];
    try (Picture truth = scene(60);
        Picture rainy = scene(60)) {
      for (Picture picture : new Picture[] {truth, rainy}) {
        try (Mat bright = new Mat(picture.mat(0), lamp)) {
          bright.put(new Scalar(235));
        }
        render(rain(null, NIGHT, 20), picture, picture == rainy);
      }
      change[0] = mean(rainy, near) - mean(truth, near);
      change[1] = mean(rainy, far) - mean(truth, far);
      assertTrue(mean(truth, lamp) > 100, "the lamp shines: " + mean(truth, lamp));
    }
    assertTrue(change[0] > 2 * change[1], "near " + change[0] + ", far " + change[1]);
  }

  @Test
  void headlightsLightNearDrops() {
    double[] light = new double[2];
    for (int i = 0; i < 2; i++) {
      Night night = new Night(20, 0, 1, 0, 0, i);
      try (Picture truth = scene(60);
          Picture rainy = scene(60)) {
        render(rain(null, night, 20), truth, false);
        render(rain(null, night, 20), rainy, true);
        light[i] = mean(rainy) - mean(truth);
      }
    }
    assertTrue(light[1] > 1.5 * light[0], light[0] + " without, " + light[1] + " with");
  }

  @Test
  void aKnownSceneKeepsItsNightSteady() {
    double[] means = new double[2];
    for (int i = 0; i < 2; i++) {
      try (Picture truth = scene(i == 0 ? 60 : 120)) {
        render(rain(null, NIGHT, 5).withScene(100.0), truth, false);
        means[i] = mean(truth);
      }
    }
    assertTrue(means[1] > 1.5 * means[0], "darker pictures of a clip stay darker");
  }
}
