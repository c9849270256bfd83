package org.derain.frames;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/** How close a picture is to the truth. */
public final class Quality {
  /** Side and standard deviation of SSIM's Gaussian window (Wang et al., TIP 2004). */
  private static final int WINDOW = 11;

  private static final double SIGMA = 1.5;
  private static final double C1 = Math.pow(0.01 * 255, 2);
  private static final double C2 = Math.pow(0.03 * 255, 2);

  private Quality() {}

  /**
   * PSNR in dB of one plane; infinite for equal planes. For the luma of a limited-range BT.601 clip
   * this is the deraining papers' PSNR-Y but for rounding: rgb2ycbcr's 16 to 235 against the full
   * peak.
   */
  public static double psnr(Picture a, Picture b, int plane) {
    double peak = a.format().peak();
    return 10 * Math.log10(peak * peak / meanSquaredError(a, b, plane));
  }

  /** Mean squared difference of one plane, in squared sample values. */
  public static double meanSquaredError(Picture a, Picture b, int plane) {
    return meanSquaredError(a.mat(plane), b.mat(plane));
  }

  /** Mean squared difference of two matrices of one shape and type, over all channels. */
  public static double meanSquaredError(Mat a, Mat b) {
    double squares = opencv_core.norm(a, b, opencv_core.NORM_L2SQR, null);
    return squares / ((double) a.rows() * a.cols() * a.channels());
  }

  /** PSNR in dB of two matrices over all channels, peak 255; infinite for equal ones. */
  public static double psnr(Mat a, Mat b) {
    return 10 * Math.log10(255.0 * 255.0 / meanSquaredError(a, b));
  }

  /**
   * Mean structural similarity of two one-channel pictures with values from 0 to 255 (Wang et al.,
   * TIP 2004): 11x11 Gaussian window of sigma 1.5, K1 = 0.01, K2 = 0.03, over the windows that lie
   * inside the picture; pictures smaller than a window are mirrored at their borders.
   */
  public static double ssim(Mat a, Mat b) {
    try (PointerScope scope = new PointerScope()) {
      Mat x = new Mat();
      Mat y = new Mat();
      a.convertTo(x, CV_32F);
      b.convertTo(y, CV_32F);
      Mat meanX = blur(x);
      Mat meanY = blur(y);
      Mat squareX = product(meanX, meanX);
      Mat squareY = product(meanY, meanY);
      Mat both = product(meanX, meanY);
      Mat varianceX = difference(blur(product(x, x)), squareX);
      Mat varianceY = difference(blur(product(y, y)), squareY);
      Mat covariance = difference(blur(product(x, y)), both);

      Mat above = product(scaled(both, 2, C1), scaled(covariance, 2, C2));
      Mat below =
          product(scaled(sum(squareX, squareY), 1, C1), scaled(sum(varianceX, varianceY), 1, C2));
      Mat map = new Mat();
      opencv_core.divide(above, below, map);
      return opencv_core.mean(inside(map)).get(0);
    }
  }

  private static Mat inside(Mat map) {
    int border = WINDOW / 2;
    if (map.cols() < WINDOW || map.rows() < WINDOW) {
      return map;
    }
    return new Mat(map, new Rect(border, border, map.cols() - 2 * border, map.rows() - 2 * border));
  }

  private static Mat blur(Mat source) {
    Mat into = new Mat();
    opencv_imgproc.GaussianBlur(source, into, new Size(WINDOW, WINDOW), SIGMA);
    return into;
  }

  private static Mat product(Mat a, Mat b) {
    Mat into = new Mat();
    opencv_core.multiply(a, b, into);
    return into;
  }

  private static Mat sum(Mat a, Mat b) {
    Mat into = new Mat();
    opencv_core.add(a, b, into);
    return into;
  }

  private static Mat difference(Mat a, Mat b) {
    Mat into = new Mat();
    opencv_core.subtract(a, b, into);
    return into;
  }

  private static Mat scaled(Mat a, double factor, double offset) {
    Mat into = new Mat();
    a.convertTo(into, CV_32F, factor, offset);
    return into;
  }
}
