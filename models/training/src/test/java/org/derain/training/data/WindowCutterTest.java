package org.derain.training.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.Consumer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.rain.Visibility;
import org.junit.jupiter.api.Test;

/** What windows are said to show. */
class WindowCutterTest {
  private static final FrameFormat FORMAT = new FrameFormat(64, 64, 8);

  @Test
  void rainIsToldWhereSomethingStandsOut() {
    float thin = rain(luma -> line(luma, 20, 200));
    float thick = rain(luma -> veil(line(line(line(luma, 12, 230), 30, 230), 50, 230)));
    assertTrue(thin > 0.5, "a streak: " + thin);
    assertTrue(thick > thin, "streaks in mist: " + thick);
    assertTrue(rain(luma -> line(luma, 20, 20)) > 0.5, "what darkens, as drops do");
  }

  @Test
  void aVeilAloneCannotBeTold() {
    assertEquals(Sample.UNTOLD, rain(WindowCutterTest::veil));
  }

  @Test
  void nothingIsDry() {
    assertEquals(0, rain(luma -> {}));
  }

  private static Mat line(Mat luma, int x, int level) {
    try (Point top = new Point(x, 5);
        Point end = new Point(x + 3, 55);
        Scalar light = Scalar.all(level)) {
      opencv_imgproc.line(luma, top, end, light);
    }
    return luma;
  }

  /** I' = 0.7 I + 40. */
  private static void veil(Mat luma) {
    luma.convertTo(luma, -1, 0.7, 40);
  }

  /** What is said of a window of uneven ground to whose luma something was done. */
  private static float rain(Consumer<Mat> doing) {
    try (Picture truth = new Picture(FORMAT);
        Picture rainy = new Picture(FORMAT);
        Mat low = new Mat(new double[] {60});
        Mat high = new Mat(new double[] {140})) {
      opencv_core.setRNGSeed(7);
      for (int p = 0; p < 3; p++) {
        opencv_core.randu(truth.mat(p), low, high);
      }
      rainy.copyFrom(truth);
      doing.accept(rainy.mat(0));
      Picture[] window = {rainy, rainy, rainy, rainy, rainy};
      float[] streaks = {1, 0, 0};
      return new WindowCutter(64)
          .cut(window, truth, Visibility.of(rainy, truth), streaks, new Random(1), 1)
          .get(0)
          .rain();
    }
  }
}
