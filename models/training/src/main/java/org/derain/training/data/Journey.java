package org.derain.training.data;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_64FC1;

import java.util.Random;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A camera's way over a photograph: sharp, detailed scenes under fast motion, of which compressed
 * video has few.
 *
 * @param right pixels per frame
 * @param down pixels per frame
 * @param turn radians per frame
 * @param zoom logarithm of the magnification per frame
 */
record Journey(double right, double down, double turn, double zoom) {
  private static final double SLOW = 0.3;
  private static final double FAST = 30;

  /** Any direction; speeds even in their logarithm. */
  static Journey draw(Random random) {
    double speed = SLOW * Math.pow(FAST / SLOW, random.nextDouble());
    double direction = 2 * Math.PI * random.nextDouble();
    return new Journey(
        speed * Math.cos(direction),
        speed * Math.sin(direction),
        Math.toRadians(0.6 * random.nextGaussian()),
        0.008 * random.nextGaussian());
  }

  /**
   * What the camera sees.
   *
   * @param photograph a plane of it
   * @param left of what is seen at time 0, in the plane's samples
   * @param top likewise
   * @param size of the view
   * @param time in frames
   * @param scale samples of the plane per pixel: 0.5 for chroma
   */
  Mat view(Mat photograph, double left, double top, Size size, int time, double scale) {
    double grown = Math.exp(-zoom * time);
    double cos = grown * Math.cos(turn * time);
    double sin = grown * Math.sin(turn * time);
    double x = (size.width() - 1) / 2.0;
    double y = (size.height() - 1) / 2.0;
    Mat towards = new Mat(2, 3, CV_64FC1);
    try (DoubleIndexer values = towards.createIndexer()) {
      values.put(0, 0, cos, -sin, left + x + right * time * scale - cos * x + sin * y);
      values.put(1, 0, sin, cos, top + y + down * time * scale - sin * x - cos * y);
    }
    Mat view = new Mat();
    opencv_imgproc.warpAffine(
        photograph,
        view,
        towards,
        size,
        opencv_imgproc.INTER_CUBIC | opencv_imgproc.WARP_INVERSE_MAP,
        BORDER_REFLECT_101,
        Scalar.all(0));
    return view;
  }
}
