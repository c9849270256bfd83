package org.derain.rain.render;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.FrameFormat;
import org.derain.rain.Camera;
import org.derain.rain.Night;

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

  /** Deviation in pixels of a blur from which it is worked out smaller. */
  private static final double WIDE = 10;

  /** How far lamps light up the scene around them: of day, at the most and by their light. */
  private static final double POOL = 0.45;

  private static final double POOL_GAIN = 0.5;

  /** What a drop beside a lamp shows, in linear light of which 255 is white. */
  private static final double BRIGHTEST = 400;

  /** Share of a picture that found lights may fill before they get weaker. */
  private static final double SHINING = 0.0015;

  private final Night night;
  private final LampRow lamps;
  private final Workspace work = new Workspace();
  private final Mat beam = work.mat();
  private final Mat shine = work.mat();
  private final Mat glow = work.mat();
  private final Mat points = work.mat();
  private final Mat small = work.mat();
  private final Mat part = work.mat();
  private final Mat wide = work.mat();
  private final Mat light = work.mat();
  private final Mat large = work.mat();
  private final Mat change = work.mat();
  private final Mat own = work.mat();
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
    int columns = Math.max(2, format.width() / REDUCTION);
    int rows = Math.max(2, format.height() / REDUCTION);
    try (PointerScope scope = new PointerScope()) {
      Mat lit = new Mat(rows, columns, CV_32FC1, Scalar.all(0));
      for (double side : new double[] {-0.13, 0.13}) {
        Point centre =
            new Point(
                (int) (columns * (0.5 + side)),
                (int) (rows * Math.min(0.95, Math.max(0.1, horizon + 0.16))));
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
      lit.copyTo(beam);
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
    points(linear, mean);
    glow(cores);
    // Bright areas, such as the sky, darken more: J / (1 + J / 2 mean), before the mean is set.
    linear.convertTo(large, CV_32FC1, share / (2 * mean), 1);
    opencv_core.divide(linear, large, linear);
    lit(keep * (1 + 0.5 * share), share);
    Lighting.enlarge(light, large, linear);
    opencv_core.multiply(linear, large, linear);
    colour(planes, share);
    Lighting.enlarge(glow, large, linear);
    opencv_core.add(linear, large, linear);
    opencv_core.scaleAdd(cores, 255 * night.brightness(), linear, linear);
  }

  /** How much of the day's light is left at each place: near lamps and before headlights more. */
  private void lit(double keep, double share) {
    shine.convertTo(light, CV_32FC1, share * POOL_GAIN / 255, 0);
    opencv_imgproc.threshold(light, light, share * POOL, 0, opencv_imgproc.THRESH_TRUNC);
    if (!beam.empty()) {
      opencv_core.scaleAdd(beam, 2 * night.headlights() * share * keep, light, light);
    }
    light.convertTo(light, CV_32FC1, 1, keep);
  }

  /** Small bright points of the scene, such as lamps and reflections, at a part of the size. */
  private void points(Mat linear, double mean) {
    Lighting.resize(linear, small, REDUCTION);
    opencv_imgproc.morphologyEx(small, part, opencv_imgproc.MORPH_OPEN, opened);
    opencv_core.subtract(small, part, points);
    // What is far above the mean shines; a scene full of it, by less.
    points.convertTo(points, CV_32FC1, 1, -Math.min(150, 2 * mean + 40));
    opencv_imgproc.threshold(points, points, 0, 0, opencv_imgproc.THRESH_TOZERO);
    try (Scalar average = opencv_core.mean(points)) {
      double crowd = average.get(0) / (255 * SHINING);
      points.convertTo(points, CV_32FC1, 2 * night.brightness() / (1 + crowd), 0);
    }
  }

  /** The light around lamps and bright points, and what drops show of it. */
  private void glow(Mat cores) {
    Lighting.resize(cores, small, REDUCTION);
    opencv_core.scaleAdd(small, 255 * night.brightness(), points, points);
    points.convertTo(glow, CV_32FC1, 0.5, 0);
    points.convertTo(shine, CV_32FC1, 0.5, 0);
    for (double[] spread : SPREADS) {
      spread(Math.max(0.6, spread[0] * points.cols()));
      opencv_core.scaleAdd(part, night.glow() * spread[1], glow, glow);
      opencv_core.scaleAdd(part, spread[2], shine, shine);
    }
  }

  /** Blurs the points; what gets very wide, at a part of the size. */
  private void spread(double deviation) {
    try (Size kernel = new Size(0, 0)) {
      if (deviation < WIDE) {
        opencv_imgproc.GaussianBlur(points, part, kernel, deviation);
      } else {
        Lighting.resize(points, small, REDUCTION);
        opencv_imgproc.GaussianBlur(small, wide, kernel, deviation / REDUCTION);
        Lighting.enlarge(wide, part, points);
      }
    }
  }

  /** Colours fade in the dark; lamps bring their own. */
  private void colour(Mat[] planes, double share) {
    double[] lamp = {-34 * night.warmth(), 20 * night.warmth()};
    Lighting.enlarge(glow, own, planes[1]);
    own.convertTo(change, CV_32FC1, 1, 18);
    opencv_core.divide(own, change, own);
    for (int p = 1; p < 3; p++) {
      double fade = 1 - 0.55 * share;
      double cool = p == 1 ? 2.5 * share : 0;
      planes[p].convertTo(planes[p], CV_32FC1, fade, 128 * (1 - fade) + cool);
      planes[p].convertTo(change, CV_32FC1, -1, 128 + lamp[p - 1]);
      opencv_core.multiply(change, own, change);
      opencv_core.add(planes[p], change, planes[p]);
    }
  }

  /**
   * What drops show at night, after darken of the same frame: a little of the dark scene, and much
   * of the lamps around; small, valid until the next call.
   *
   * @param ambient light of the scene as by day, small
   * @param near 0 for far drops to 1 for near ones, which the headlights reach
   */
  Mat light(Mat ambient, double near) {
    opencv_imgproc.threshold(shine, light, BRIGHTEST, 0, opencv_imgproc.THRESH_TRUNC);
    Lighting.enlarge(ambient, part, light);
    opencv_core.scaleAdd(part, 0.3, light, light);
    if (!beam.empty()) {
      opencv_core.scaleAdd(beam, 130 * night.headlights() * near, light, light);
    }
    return light;
  }

  @Override
  public void close() {
    work.close();
    opened.close();
    lamps.close();
  }
}
