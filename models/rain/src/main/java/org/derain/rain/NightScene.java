package org.derain.rain;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.FrameFormat;

/**
 * Makes night of a day: a darkened scene whose small bright points shine, lamps, their glow, and
 * the light that they throw onto drops.
 */
final class NightScene implements AutoCloseable {
  /** Lamps and their glow are worked out at this part of the size. */
  private static final int REDUCTION = 4;

  /**
   * Spreads of the light around a lamp as shares of the picture's width; with the weights of each
   * in the glow, and in what drops show. Together they fall off about with the square of distance.
   */
  private static final double[][] SPREADS = {{0.006, 1, 1}, {0.022, 3, 8}, {0.08, 8, 60}};

  /** How far lamps light up the scene around them: of day, at the most and by their light. */
  private static final double POOL = 0.45;

  private static final double POOL_GAIN = 0.5;

  /** What a drop beside a lamp shows, in linear light of which 255 is white. */
  private static final double BRIGHTEST = 400;

  /** Share of a picture that found lights may fill before they get weaker. */
  private static final double SHINING = 0.0015;

  private final Night night;
  private final LampRow lamps;
  private final Mat beam = new Mat();
  private final Mat shine = new Mat();
  private final Mat opened;

  NightScene(Night night, Camera camera, FrameFormat format, double framesPerSecond, long seed) {
    this.night = night;
    this.lamps = new LampRow(night.lamps(), camera, format, framesPerSecond, seed);
    int spot = Math.max(3, format.width() / 40 / REDUCTION) | 1;
    try (Size size = new Size(spot, spot)) {
      this.opened = opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_RECT, size);
    }
    if (night.headlights() > 0) {
      headlights(format, camera.horizon());
    }
  }

  /** Two cones that meet ahead and lie on the road: an oval below the horizon. */
  private void headlights(FrameFormat format, double horizon) {
    int columns = format.width() / REDUCTION;
    int rows = format.height() / REDUCTION;
    try (PointerScope scope = new PointerScope()) {
      Mat lit = new Mat(rows, columns, CV_32FC1, Scalar.all(0));
      for (double side : new double[] {-0.13, 0.13}) {
        Point centre =
            new Point(
                (int) (columns * (0.5 + side)),
                (int) (rows * Math.min(0.95, Math.max(0.1, horizon + 0.16))));
        opencv_imgproc.ellipse(
            lit, centre, new Size(columns / 5, rows / 7), 0, 0, 360, Scalar.all(1));
        opencv_imgproc.ellipse(
            lit,
            centre,
            new Size(columns / 5, rows / 7),
            0,
            0,
            360,
            Scalar.all(1),
            opencv_imgproc.FILLED,
            opencv_imgproc.LINE_8,
            0);
      }
      opencv_imgproc.GaussianBlur(lit, lit, new Size(0, 0), columns / 10.0);
      opencv_imgproc.resize(
          lit, beam, new Size(format.width(), format.height()), 0, 0, opencv_imgproc.INTER_LINEAR);
    }
  }

  /**
   * Darkens planes in place: Y in linear light from 0 to 255, U and V as they are.
   *
   * @param scene mean luma of the dry scene
   */
  void darken(Mat[] planes, long frame, double scene) {
    Mat linear = planes[0];
    double mean = Math.max(0.01, Tone.linear(scene));
    double keep = Math.min(1, Tone.linear(night.level()) / mean);
    double share = 1 - keep;
    Mat cores = lamps.draw(frame);
    Mat glow = glow(linear, cores, mean);
    // Bright areas, such as the sky, darken more: J / (1 + J / 2 mean), before the mean is set.
    Mat divisor = new Mat();
    linear.convertTo(divisor, CV_32FC1, share / (2 * mean), 1);
    opencv_core.divide(linear, divisor, linear);
    opencv_core.multiply(linear, lit(linear, keep * (1 + 0.5 * share), share), linear);
    Mat large = Lighting.enlarged(glow, linear);
    colour(planes, large, share);
    opencv_core.add(linear, large, linear);
    opencv_core.scaleAdd(cores, 255 * night.brightness(), linear, linear);
  }

  /** How much of the day's light is left at each place: near lamps and before headlights more. */
  private Mat lit(Mat like, double keep, double share) {
    Mat pool = new Mat();
    shine.convertTo(pool, CV_32FC1, share * POOL_GAIN / 255, 0);
    opencv_imgproc.threshold(pool, pool, share * POOL, 0, opencv_imgproc.THRESH_TRUNC);
    Mat lit = Lighting.enlarged(pool, like);
    if (!beam.empty()) {
      opencv_core.scaleAdd(beam, 2 * night.headlights() * share * keep, lit, lit);
    }
    lit.convertTo(lit, CV_32FC1, 1, keep);
    return lit;
  }

  /** Small bright points of the scene, such as lamps and reflections, at a part of the size. */
  private Mat points(Mat linear, double mean) {
    Mat small = new Mat();
    Size size = new Size(linear.cols() / REDUCTION, linear.rows() / REDUCTION);
    opencv_imgproc.resize(linear, small, size, 0, 0, opencv_imgproc.INTER_AREA);
    Mat background = new Mat();
    opencv_imgproc.morphologyEx(small, background, opencv_imgproc.MORPH_OPEN, opened);
    Mat points = new Mat();
    opencv_core.subtract(small, background, points);
    // What is far above the mean shines; a scene full of it, by less.
    points.convertTo(points, CV_32FC1, 1, -Math.min(150, 2 * mean + 40));
    opencv_imgproc.threshold(points, points, 0, 0, opencv_imgproc.THRESH_TOZERO);
    double crowd = opencv_core.mean(points).get(0) / (255 * SHINING);
    points.convertTo(points, CV_32FC1, 2 * night.brightness() / (1 + crowd), 0);
    return points;
  }

  /** The light around lamps and bright points; leaves in {@code shine} what drops show of it. */
  private Mat glow(Mat linear, Mat cores, double mean) {
    Mat points = points(linear, mean);
    Mat small = new Mat();
    opencv_imgproc.resize(cores, small, points.size(), 0, 0, opencv_imgproc.INTER_AREA);
    opencv_core.scaleAdd(small, 255 * night.brightness(), points, points);
    Mat glow = new Mat();
    points.convertTo(glow, CV_32FC1, 0.5, 0);
    points.convertTo(shine, CV_32FC1, 0.5, 0);
    Mat part = new Mat();
    for (double[] spread : SPREADS) {
      double deviation = Math.max(0.6, spread[0] * points.cols());
      opencv_imgproc.GaussianBlur(points, part, new Size(0, 0), deviation);
      opencv_core.scaleAdd(part, night.glow() * spread[1], glow, glow);
      opencv_core.scaleAdd(part, spread[2], shine, shine);
    }
    return glow;
  }

  /** Colours fade in the dark; lamps bring their own. */
  private void colour(Mat[] planes, Mat glow, double share) {
    double[] lamp = {-34 * night.warmth(), 20 * night.warmth()};
    Mat own = new Mat();
    opencv_imgproc.resize(glow, own, planes[1].size(), 0, 0, opencv_imgproc.INTER_LINEAR);
    Mat sum = new Mat();
    own.convertTo(sum, CV_32FC1, 1, 18);
    opencv_core.divide(own, sum, own);
    for (int p = 1; p < 3; p++) {
      double fade = 1 - 0.55 * share;
      double cool = p == 1 ? 2.5 * share : 0;
      planes[p].convertTo(planes[p], CV_32FC1, fade, 128 * (1 - fade) + cool);
      Mat change = new Mat();
      planes[p].convertTo(change, CV_32FC1, -1, 128 + lamp[p - 1]);
      opencv_core.multiply(change, own, change);
      opencv_core.add(planes[p], change, planes[p]);
    }
  }

  /**
   * What drops show at night, after darken of the same frame: a little of the dark scene, and much
   * of the lamps around.
   *
   * @param ambient light of the scene as by day
   * @param near 0 for far drops to 1 for near ones, which the headlights reach
   */
  Mat light(Mat ambient, double near) {
    Mat light = Lighting.enlarged(shine, ambient);
    opencv_imgproc.threshold(light, light, BRIGHTEST, 0, opencv_imgproc.THRESH_TRUNC);
    opencv_core.scaleAdd(ambient, 0.3, light, light);
    if (!beam.empty()) {
      opencv_core.scaleAdd(beam, 130 * night.headlights() * near, light, light);
    }
    return light;
  }

  @Override
  public void close() {
    beam.close();
    shine.close();
    opened.close();
    lamps.close();
  }
}
