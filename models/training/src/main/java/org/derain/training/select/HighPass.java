package org.derain.training.select;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.Quality;

/**
 * What is left of a luma plane without what is wider than a streak: the rain, and the edges of the
 * scene.
 *
 * @param levels [side, side], 8 bits; 128: nothing
 * @param side in pixels
 */
record HighPass(byte[] levels, int side) {
  /** Standard deviation of the Gaussian that is taken off, in pixels. */
  private static final double SIGMA = 4;

  /** Nothing. */
  static final int ZERO = 128;

  /** Of a luma plane, [side, side]. */
  static HighPass of(byte[] luma, int side) {
    byte[] left = new byte[luma.length];
    try (PointerScope scope = new PointerScope()) {
      Mat sharp = new Mat();
      mat(luma, side).convertTo(sharp, CV_32F);
      Mat blurred = new Mat();
      opencv_imgproc.GaussianBlur(sharp, blurred, new Size(0, 0), SIGMA);
      Mat passed = new Mat();
      opencv_core.subtract(sharp, blurred, passed);
      Mat whole = new Mat();
      passed.convertTo(whole, CV_8UC1, 1, ZERO);
      whole.data().get(left);
    }
    return new HighPass(left, side);
  }

  private static Mat mat(byte[] samples, int side) {
    return new Mat(side, side, CV_8UC1, new BytePointer(samples));
  }

  /** As a matrix; to be used within the PointerScope of the call. */
  Mat mat() {
    return mat(levels, side);
  }

  /** How alike the structure of two is, -1 to 1 (SSIM). */
  double alike(HighPass other) {
    try (PointerScope scope = new PointerScope()) {
      return Quality.ssim(mat(), other.mat());
    }
  }
}
