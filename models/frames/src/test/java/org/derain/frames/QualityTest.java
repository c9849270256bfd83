package org.derain.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QualityTest {
  @ParameterizedTest
  @ValueSource(ints = {8, 10, 15})
  void psnrIsThatOfItsDefinition(int bitDepth) {
    FrameFormat format = new FrameFormat(34, 18, bitDepth);
    try (Picture a = Pictures.noise(format, 1);
        Picture b = Pictures.noise(format, 2)) {
      for (int p = 0; p < 3; p++) {
        int samples = format.planeWidth(p) * format.planeHeight(p);
        double sum = 0;
        for (int i = 0; i < samples; i++) {
          sum += Math.pow(Pictures.sample(a, p, i) - Pictures.sample(b, p, i), 2);
        }
        assertEquals(sum / samples, Quality.meanSquaredError(a, b, p), 1e-6 * sum / samples);
        double peak = format.peak();
        assertEquals(
            10 * Math.log10(peak * peak * samples / sum),
            Quality.psnr(a, b, p),
            1e-9,
            "plane " + p);
      }
      assertEquals(Double.POSITIVE_INFINITY, Quality.psnr(a, a, 0));
    }
  }

  @Test
  void ssimOfAPictureWithItselfIsOne() {
    try (Picture a = Pictures.noise(new FrameFormat(48, 32, 8), 1)) {
      assertEquals(1, Quality.ssim(a.mat(0), a.mat(0)), 1e-6);
    }
  }

  @Test
  void ssimIsThatOfItsDefinition() {
    int side = 16;
    FrameFormat format = new FrameFormat(side, side, 8);
    try (Picture a = Pictures.noise(format, 3);
        Picture b = Pictures.noise(format, 4)) {
      assertEquals(naiveSsim(a, b, side), Quality.ssim(a.mat(0), b.mat(0)), 1e-4);
    }
  }

  private static double naiveSsim(Picture a, Picture b, int side) {
    double total = 0;
    int windows = 0;
    for (int top = 0; top + 11 <= side; top++) {
      for (int left = 0; left + 11 <= side; left++) {
        double weight = 0;
        double[] sums = new double[5];
        for (int y = 0; y < 11; y++) {
          for (int x = 0; x < 11; x++) {
            double w = Math.exp(-((x - 5) * (x - 5) + (y - 5) * (y - 5)) / (2 * 1.5 * 1.5));
            double p = Pictures.sample(a, 0, (top + y) * side + left + x);
            double q = Pictures.sample(b, 0, (top + y) * side + left + x);
            double[] terms = {p, q, p * p, q * q, p * q};
            for (int k = 0; k < 5; k++) {
              sums[k] += w * terms[k];
            }
            weight += w;
          }
        }
        double mp = sums[0] / weight;
        double mq = sums[1] / weight;
        double vp = sums[2] / weight - mp * mp;
        double vq = sums[3] / weight - mq * mq;
        double cov = sums[4] / weight - mp * mq;
        total +=
            (2 * mp * mq + 6.5025)
                * (2 * cov + 58.5225)
                / ((mp * mp + mq * mq + 6.5025) * (vp + vq + 58.5225));
        windows++;
      }
    }
    return total / windows;
  }

  @Tag("native-memory")
  @Test
  void ssimLeavesNothingBehind() {
    try (Picture a = Pictures.noise(new FrameFormat(256, 256, 8), 1);
        Picture b = Pictures.noise(new FrameFormat(256, 256, 8), 2)) {
      double first = 0;
      long before = 0;
      for (int i = 0; i < 220; i++) {
        if (i == 20) {
          before = org.bytedeco.javacpp.Pointer.physicalBytes();
        }
        first = Quality.ssim(a.mat(0), b.mat(0));
      }
      assertTrue(first < 0.1, "noise is not alike: " + first);
      // 200 calls with about 20 matrices of 256 KiB would be a gigabyte.
      long grown = org.bytedeco.javacpp.Pointer.physicalBytes() - before;
      assertTrue(grown < 100L << 20, grown + " bytes more");
    }
  }

  @Test
  void warpErrorFollowsTheMotion() {
    int width = 96;
    int height = 64;
    try (Mat now = new Mat(height, width, opencv_core.CV_32FC1);
        Mat next = new Mat(height, width, opencv_core.CV_32FC1);
        Mat brighter = new Mat();
        WarpError warp = new WarpError(width, height)) {
      texture(now, 0);
      texture(next, 3);
      warp.motion(now, next);
      double own = warp.error(now, next);
      double still = Quality.meanSquaredError(now, next);
      assertTrue(still > 50 * own, own + " along the motion, " + still + " without");
      next.convertTo(brighter, -1, 1, 10);
      assertEquals(100, warp.error(now, brighter), 10, "a flash of 10 levels");
    }
  }

  @ParameterizedTest
  @CsvSource({"16,16", "1000,16", "16,1000", "180,32", "960,30", "64,2000", "4000,18", "802,224"})
  void warpErrorTakesPicturesOfAnyShape(int width, int height) {
    try (Mat now = new Mat(height, width, opencv_core.CV_32FC1);
        Mat next = new Mat(height, width, opencv_core.CV_32FC1);
        WarpError warp = new WarpError(width, height)) {
      texture(now, 0);
      texture(next, 1);
      warp.motion(now, next);
      double error = warp.error(now, next);
      assertTrue(error >= 0 && error < 2000, width + "x" + height + ": " + error);
    }
  }

  private static void texture(Mat into, double shift) {
    FloatPointer samples = new FloatPointer(into.data());
    for (int y = 0; y < into.rows(); y++) {
      for (int x = 0; x < into.cols(); x++) {
        double u = x - shift;
        double value =
            128 + 50 * Math.sin(u / 4.1) * Math.cos(y / 5.3) + 40 * Math.sin((u + 2 * y) / 9.7);
        samples.put((long) y * into.cols() + x, (float) value);
      }
    }
  }
}
