package org.derain.rain.render;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Between luma and linear light, both from 0 to 255: a power of 2.2. */
final class Tone {
  private static final double GAMMA = 2.2;

  private Tone() {}

  static double linear(double luma) {
    return 255 * Math.pow(Math.max(0, luma) / 255, GAMMA);
  }

  static double luma(double linear) {
    return 255 * Math.pow(Math.max(0, linear) / 255, 1 / GAMMA);
  }

  /** In place, CV_32FC1. */
  static void toLinear(Mat luma) {
    power(luma, GAMMA);
  }

  /** In place, CV_32FC1. */
  static void toLuma(Mat linear) {
    power(linear, 1 / GAMMA);
  }

  private static void power(Mat plane, double exponent) {
    opencv_imgproc.threshold(plane, plane, 0, 0, opencv_imgproc.THRESH_TOZERO);
    opencv_core.pow(plane, exponent, plane);
    plane.convertTo(plane, -1, Math.pow(255, 1 - exponent), 0);
  }
}
