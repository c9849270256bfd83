package org.derain.training.glass;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import java.util.Random;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * What stands still in a picture and is no drop: the bonnet or the dashboard of a car, a car that
 * stays ahead, captions and logos, black borders.
 */
final class Standing {
  private final Random random;
  private final int side;
  private final Mat behind;
  private final Mat shade;
  private final Mat ahead;
  private final Rect place;
  private final double tremble;
  private final Mat caption;
  private final Mat written;
  private final double opacity;

  /** Draws what is to stand still, or nothing. To be used within the PointerScope it is made in. */
  Standing(Journey journey, int side, Random random) {
    this.random = random;
    this.side = side;
    this.behind = blank();
    this.shade = blank();
    if (random.nextInt(4) == 0) {
      bonnet();
    }
    if (random.nextInt(4) == 0) {
      int width = 14 + random.nextInt(60);
      int height = 12 + random.nextInt(48);
      this.ahead = journey.patch(width, height);
      this.place =
          new Rect(
              random.nextInt(side - width),
              random.nextInt(side - height),
              ahead.cols(),
              ahead.rows());
    } else {
      this.ahead = null;
      this.place = null;
    }
    this.tremble = 1.5 * random.nextDouble();
    this.caption = blank();
    this.written = blank();
    this.opacity = random.nextBoolean() ? 1 : 0.3 + 0.6 * random.nextDouble();
    if (random.nextInt(5) == 0) {
      write();
    }
  }

  private Mat blank() {
    return new Mat(side, side, CV_32FC1, Scalar.all(0));
  }

  private void bonnet() {
    int corners = 5;
    int top = (int) (side * (0.55 + 0.4 * random.nextDouble()));
    int[] xs = new int[corners + 2];
    int[] ys = new int[corners + 2];
    for (int i = 0; i < corners; i++) {
      xs[i] = i * side / (corners - 1);
      ys[i] = top + (int) (6 * random.nextGaussian());
    }
    xs[corners] = side;
    ys[corners] = 2 * side;
    xs[corners + 1] = 0;
    ys[corners + 1] = 2 * side;
    double level = random.nextInt(3) == 0 ? 150 * random.nextDouble() : 50 * random.nextDouble();
    for (int x = 0; x < side; x++) {
      int piece = Math.min(corners - 2, x * (corners - 1) / side);
      double along = (double) x * (corners - 1) / side - piece;
      int y = (int) (ys[piece] + along * (ys[piece + 1] - ys[piece]));
      line(shade, x, y, level);
    }
    for (int n = random.nextInt(4); n > 0; n--) {
      int x = random.nextInt(side);
      int y = top + random.nextInt(Math.max(1, side - top));
      Point to = new Point(x + random.nextInt(60) - 30, y + random.nextInt(20) - 10);
      opencv_imgproc.line(
          shade, new Point(x, y), to, Scalar.all(level + 40 * random.nextGaussian()), 2, 8, 0);
    }
  }

  private void line(Mat into, int x, int y, double level) {
    Point from = new Point(x, Math.max(0, y));
    Point to = new Point(x, side - 1);
    opencv_imgproc.line(into, from, to, Scalar.all(level), 1, 8, 0);
    opencv_imgproc.line(behind, from, to, Scalar.all(1), 1, 8, 0);
  }

  private void write() {
    int lines = 1 + random.nextInt(2);
    for (int n = 0; n < lines; n++) {
      StringBuilder text = new StringBuilder();
      for (int i = 4 + random.nextInt(14); i > 0; i--) {
        text.append((char) ('0' + random.nextInt(43)));
      }
      Point at = new Point(random.nextInt(side) - 20, random.nextInt(side));
      double size = 0.25 + 0.5 * random.nextDouble();
      double level = random.nextInt(4) == 0 ? 20 : 160 + 95 * random.nextDouble();
      for (Mat into : new Mat[] {caption, written}) {
        opencv_imgproc.putText(
            into,
            text.toString(),
            at,
            0,
            size,
            Scalar.all(into == written ? 1 : level),
            1,
            16,
            false);
      }
    }
    if (random.nextInt(3) == 0) {
      Rect bar =
          new Rect(
              random.nextInt(side / 2),
              random.nextInt(side - 20),
              side / 3,
              4 + random.nextInt(12));
      double level = 255 * random.nextDouble();
      opencv_imgproc.rectangle(caption, bar, Scalar.all(level), -1, 8, 0);
      opencv_imgproc.rectangle(written, bar, Scalar.all(1), -1, 8, 0);
    }
  }

  /** Puts what is behind the glass into a frame's luma. */
  void behind(Mat luma) {
    blend(luma, shade, behind, 1);
    if (ahead != null) {
      int dx = (int) Math.round(tremble * random.nextGaussian());
      int dy = (int) Math.round(tremble * random.nextGaussian());
      int x = Math.max(0, Math.min(side - place.width(), place.x() + dx));
      int y = Math.max(0, Math.min(side - place.height(), place.y() + dy));
      ahead.copyTo(new Mat(luma, new Rect(x, y, place.width(), place.height())));
    }
  }

  /** Puts what is written over the picture into a frame's luma. */
  void before(Mat luma) {
    blend(luma, caption, written, opacity);
  }

  /** Where something is written, 0 to 1. */
  Mat written() {
    return written;
  }

  private static void blend(Mat luma, Mat with, Mat share, double opacity) {
    Mat step = new Mat();
    opencv_core.subtract(with, luma, step);
    opencv_core.multiply(step, share, step, opacity, -1);
    opencv_core.add(luma, step, luma);
  }

  /** Softens the edges of what is behind, as a lens does. */
  void soften() {
    opencv_imgproc.GaussianBlur(behind, behind, new Size(3, 3), 0.8);
  }
}
