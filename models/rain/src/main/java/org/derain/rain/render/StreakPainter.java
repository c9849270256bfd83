package org.derain.rain.render;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.FrameFormat;

/**
 * Draws streaks as maps of what they cover, the finest (farthest) first: two maps of full size, and
 * one of half the size for the wide and blurred streaks of near drops.
 */
final class StreakPainter implements AutoCloseable {
  /** Streaks of a map are up to this wide, in pixels. */
  private static final double[] WIDTHS = {1.4, 4, Double.MAX_VALUE};

  /** Ends of a streak cover less than its middle. */
  private static final double ENDS = 0.5;

  private final Mat full;
  private final Mat half;
  private final Mat soft;
  private final Mat cover;
  private final Point from = new Point(0, 0);
  private final Point to = new Point(0, 0);
  private final Scalar shade = new Scalar(0);

  StreakPainter(FrameFormat format) {
    full = new Mat(format.height(), format.width(), CV_8UC1);
    half = new Mat(format.height() / 2, format.width() / 2, CV_8UC1);
    soft = new Mat(format.height() / 2, format.width() / 2, CV_32FC1);
    cover = new Mat(format.height(), format.width(), CV_32FC1);
  }

  static int maps() {
    return WIDTHS.length;
  }

  /**
   * What the streaks of a map cover, 0 to 1, CV_32FC1 of the picture's size, valid until the next
   * call; null if there are none.
   */
  Mat paint(Streaks streaks, int map) {
    double above = map == 0 ? 0 : WIDTHS[map - 1];
    double most = 0;
    for (int i = 0; i < streaks.count(); i++) {
      double wide = streaks.width(i);
      if (wide > above && wide <= WIDTHS[map]) {
        most = Math.max(most, streaks.cover(i));
      }
    }
    if (most < 0.002) {
      return null;
    }
    boolean reduced = map == WIDTHS.length - 1;
    Mat canvas = reduced ? half : full;
    shade.put(0, 0);
    canvas.put(shade);
    for (int i = 0; i < streaks.count(); i++) {
      double wide = streaks.width(i);
      if (wide > above && wide <= WIDTHS[map]) {
        draw(canvas, streaks, i, reduced ? 0.5 : 1, 255 / most);
      }
    }
    if (reduced) {
      try (Size kernel = new Size(5, 5)) {
        opencv_imgproc.GaussianBlur(canvas, canvas, kernel, 1.2);
      }
      canvas.convertTo(soft, CV_32FC1, most / 255, 0);
      Lighting.enlarge(soft, cover, full);
    } else {
      canvas.convertTo(cover, CV_32FC1, most / 255, 0);
    }
    return cover;
  }

  private void draw(Mat canvas, Streaks streaks, int i, double scale, double levels) {
    double wide = Math.max(1, streaks.width(i) * scale);
    int thickness = (int) Math.round(wide);
    double level = streaks.cover(i) * levels * Math.min(1, wide / thickness);
    double length = streaks.length(i) * scale;
    if (length < 6 * wide) {
      line(canvas, streaks, i, scale, 0, thickness, level);
      return;
    }
    line(canvas, streaks, i, scale, 0, thickness, level * ENDS);
    line(canvas, streaks, i, scale, 0.18, thickness, level);
  }

  /** From a share of the streak's length to as much before its end. */
  private void line(
      Mat canvas, Streaks streaks, int i, double scale, double cut, int thickness, double level) {
    double dx = streaks.x1(i) - streaks.x0(i);
    double dy = streaks.y1(i) - streaks.y0(i);
    from.x(fixed(scale * (streaks.x0(i) + cut * dx)));
    from.y(fixed(scale * (streaks.y0(i) + cut * dy)));
    to.x(fixed(scale * (streaks.x1(i) - cut * dx)));
    to.y(fixed(scale * (streaks.y1(i) - cut * dy)));
    shade.put(0, level);
    opencv_imgproc.line(canvas, from, to, shade, thickness, opencv_imgproc.LINE_AA, 4);
  }

  private static int fixed(double pixels) {
    return (int) Math.round(16 * pixels);
  }

  @Override
  public void close() {
    full.close();
    half.close();
    soft.close();
    cover.close();
    from.close();
    to.close();
    shade.close();
  }
}
