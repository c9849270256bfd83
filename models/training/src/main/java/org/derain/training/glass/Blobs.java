package org.derain.training.glass;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import java.util.Random;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Drops as others draw them, so that more than one look is learned: eggs and what they make where
 * they touch, runs, soft edges; in them the scene turned and blurred, or blurred alone.
 */
final class Blobs {
  private final int side;
  private final Mat cover;
  private final int flip;
  private final double blur;
  private final double gain;
  private final double lift;

  /** Draws drops. To be used within the PointerScope it is made in. */
  Blobs(int side, Random random) {
    this.side = side;
    Mat shapes = new Mat(side, side, CV_32FC1, Scalar.all(0));
    double large = Math.exp(Math.log(2.5) + Math.log(8) * random.nextDouble());
    double share = 0.02 + 0.23 * random.nextDouble();
    int count = (int) Math.max(1, Math.min(250, share * side * side / (Math.PI * large * large)));
    boolean runs = random.nextInt(5) == 0;
    for (int i = 0; i < count; i++) {
      double radius = Math.max(1.2, large * Math.exp(0.4 * random.nextGaussian()));
      int x = random.nextInt(side);
      int y = random.nextInt(side);
      double tall = 1 + 0.5 * random.nextDouble();
      ellipse(shapes, x, y, radius, radius * tall);
      if (random.nextInt(3) == 0) {
        ellipse(shapes, x, (int) (y + radius * 0.8), radius * 1.2, radius);
      }
      if (runs && random.nextInt(6) == 0) {
        Point from = new Point(x, y);
        Point to = new Point(x + (int) (4 * random.nextGaussian()), y + random.nextInt(side));
        int thick = Math.max(1, (int) radius / 2);
        opencv_imgproc.line(shapes, from, to, Scalar.all(1), thick, 16, 0);
      }
    }
    double soft = random.nextBoolean() ? 0.6 : 0.6 + 0.35 * large * random.nextDouble();
    opencv_imgproc.GaussianBlur(shapes, shapes, new Size(0, 0), soft);
    this.cover = shapes;
    double opacity = random.nextInt(3) > 0 ? 1 : 0.4 + 0.6 * random.nextDouble();
    cover.convertTo(cover, CV_32FC1, opacity, 0);
    this.flip = random.nextInt(4) == 0 ? 9 : random.nextInt(2) - 1;
    this.blur = 1.5 + 6 * random.nextDouble();
    this.gain = 0.55 + 0.7 * random.nextDouble();
    this.lift = 40 * random.nextDouble() - 10;
  }

  private static void ellipse(Mat into, int x, int y, double across, double down) {
    Size axes = new Size((int) Math.max(1, across), (int) Math.max(1, down));
    opencv_imgproc.ellipse(into, new Point(x, y), axes, 0, 0, 360, Scalar.all(1), -1, 16, 0);
  }

  /** Puts the drops before a frame, planes as CV_32FC1 in 8-bit steps. */
  void render(Mat[] planes) {
    Mat share = cover;
    for (int p = 0; p < 3; p++) {
      Mat seen = new Mat();
      opencv_imgproc.blur(planes[p], seen, odd(p == 0 ? 2 * blur : blur));
      opencv_imgproc.blur(seen, seen, odd(p == 0 ? 2 * blur : blur));
      if (flip != 9) {
        opencv_core.flip(seen, seen, flip);
      }
      if (p == 0) {
        seen.convertTo(seen, CV_32FC1, gain, lift);
      } else if (p == 1) {
        Mat half = new Mat();
        Size size = new Size(side / 2, side / 2);
        opencv_imgproc.resize(cover, half, size, 0, 0, opencv_imgproc.INTER_AREA);
        share = half;
      }
      opencv_core.subtract(seen, planes[p], seen);
      opencv_core.multiply(seen, share, seen);
      opencv_core.add(planes[p], seen, planes[p]);
    }
  }

  private static Size odd(double about) {
    int side = 2 * (int) (about / 2) + 1;
    return new Size(side, side);
  }
}
