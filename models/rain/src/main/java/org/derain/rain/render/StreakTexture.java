package org.derain.rain.render;

import static org.bytedeco.opencv.global.opencv_core.BORDER_WRAP;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.FrameFormat;
import org.derain.rain.StreakLayer;

/**
 * A picture of streaks, 8 bit, that repeats in both directions: frames see a window that moves over
 * it. Made once, then only cut.
 */
public final class StreakTexture implements AutoCloseable {
  private static final int SEGMENTS = 6;

  /** Pixels after which textures of one clip repeat: too far apart for the eye. */
  private static final int PERIOD = 1024;

  private final int period;
  private final int width;
  private final int height;
  private final Mat pixels;
  private final double mean;

  /**
   * Draws a texture.
   *
   * @param period after how many pixels it repeats
   * @param width of the largest window, in pixels
   * @param height of the largest window, in pixels
   */
  public StreakTexture(StreakLayer layer, int period, int width, int height) {
    this.period = period;
    this.width = width;
    this.height = height;
    this.pixels = new Mat();
    try (PointerScope scope = new PointerScope()) {
      Mat tile =
          layer.kind() == StreakLayer.Kind.LINES ? lines(layer, period) : noise(layer, period);
      if (layer.uneven() != null) {
        thin(tile, layer.uneven(), layer.seed());
      }
      mean = opencv_core.mean(tile).get(0);
      opencv_core.copyMakeBorder(tile, pixels, 0, height, 0, width, BORDER_WRAP, Scalar.all(0));
    }
  }

  /** Textures for the layers of one clip; close them after use. */
  static List<StreakTexture> of(List<StreakLayer> layers, FrameFormat format) {
    return layers.stream()
        .map(layer -> new StreakTexture(layer, PERIOD, format.width(), format.height()))
        .toList();
  }

  /** Mean of all pixels, 0 to 255. */
  double mean() {
    return mean;
  }

  /**
   * The window whose upper left corner is at (x, y), which may be any numbers; close it after use.
   */
  public Mat window(double x, double y, int columns, int rows) {
    if (columns > width || rows > height) {
      throw new IllegalArgumentException("a window of at most " + width + "x" + height);
    }
    int left = Math.floorMod(Math.round(x), period);
    int top = Math.floorMod(Math.round(y), period);
    try (Rect rect = new Rect(left, top, columns, rows)) {
      return new Mat(pixels, rect);
    }
  }

  /** Streaks drawn at twice the size and reduced: widths below a pixel come out right. */
  private static Mat lines(StreakLayer layer, int period) {
    Random random = new Random(layer.seed());
    int side = 2 * period;
    Mat canvas = new Mat(side, side, CV_8UC1, Scalar.all(0));
    long count = Math.round(layer.density() * period * period / 10_000.0);
    for (long i = 0; i < count; i++) {
      double size = Math.exp(0.35 * random.nextGaussian());
      double length = 2 * layer.length() * size * (0.7 + 0.6 * random.nextDouble());
      double angle = Math.toRadians(layer.angle() + layer.spread() * random.nextGaussian());
      double wide = 2 * layer.width() * size;
      double light = 255 * (0.25 + 0.75 * random.nextDouble()) * Math.min(1, wide);
      double x = random.nextDouble() * side;
      double y = random.nextDouble() * side;
      double dx = Math.sin(angle) * length;
      double dy = Math.cos(angle) * length;
      double taper = random.nextDouble();
      for (int ox = -1; ox <= 1; ox++) {
        for (int oy = -1; oy <= 1; oy++) {
          double sx = x + ox * side;
          double sy = y + oy * side;
          if (touches(sx, sx + dx, side, wide) && touches(sy, sy + dy, side, wide)) {
            streak(canvas, sx, sy, dx, dy, wide, light, taper);
          }
        }
      }
    }
    Mat tile = new Mat();
    if (layer.softness() > 0.1) {
      opencv_imgproc.GaussianBlur(canvas, canvas, new Size(0, 0), 2 * layer.softness());
    }
    opencv_imgproc.resize(canvas, tile, new Size(period, period), 0, 0, opencv_imgproc.INTER_AREA);
    return tile;
  }

  private static boolean touches(double a, double b, int side, double margin) {
    return Math.max(a, b) > -margin && Math.min(a, b) < side + margin;
  }

  /**
   * Brightest in the middle and fading to both ends, as a drop's path is seen through a shutter.
   */
  private static void streak(
      Mat canvas,
      double x,
      double y,
      double dx,
      double dy,
      double wide,
      double light,
      double taper) {
    int thickness = Math.max(1, (int) Math.round(wide));
    for (int s = 0; s < SEGMENTS; s++) {
      double from = (double) s / SEGMENTS;
      double to = (double) (s + 1) / SEGMENTS;
      double profile = Math.sin(Math.PI * (from + to) / 2);
      double shade = light * (1 - taper + taper * profile);
      try (Point a = new Point((int) (16 * (x + from * dx)), (int) (16 * (y + from * dy)));
          Point b = new Point((int) (16 * (x + to * dx)), (int) (16 * (y + to * dy)));
          Scalar colour = new Scalar(shade)) {
        opencv_imgproc.line(canvas, a, b, colour, thickness, opencv_imgproc.LINE_AA, 4);
      }
    }
  }

  /** Gaussian noise, thresholded so that {@code density} survives, blurred along the fall. */
  private static Mat noise(StreakLayer layer, int period) {
    double grain = Math.max(1, layer.width());
    int side = (int) Math.round(period / grain);
    Mat grains = new Mat(side, side, CV_32FC1);
    opencv_core.setRNGSeed(Long.hashCode(layer.seed()));
    opencv_core.randn(grains, new Mat(new double[] {0}), new Mat(new double[] {1}));
    // Each grain covers grain² pixels and becomes one streak: the share that gives the density.
    double share = Math.min(0.5, layer.density() * grain * grain / 10_000.0);
    Mat kept = new Mat();
    opencv_imgproc.threshold(grains, kept, quantile(share), 1, opencv_imgproc.THRESH_TOZERO);
    Mat large = new Mat();
    opencv_imgproc.resize(kept, large, new Size(period, period), 0, 0, opencv_imgproc.INTER_LINEAR);
    int reach = (int) Math.ceil(layer.length() / 2) + 1;
    Mat padded = new Mat();
    opencv_core.copyMakeBorder(
        large, padded, reach, reach, reach, reach, BORDER_WRAP, Scalar.all(0));
    Mat blurred = new Mat();
    opencv_imgproc.filter2D(padded, blurred, CV_32FC1, kernel(layer, reach));
    if (layer.softness() > 0.1) {
      opencv_imgproc.GaussianBlur(blurred, blurred, new Size(0, 0), layer.softness());
    }
    Mat tile = new Mat(blurred, new Rect(reach, reach, period, period));
    Mat mean = new Mat();
    Mat deviation = new Mat();
    opencv_core.meanStdDev(tile, mean, deviation);
    double level = mean.createIndexer().getDouble(0);
    double spread = deviation.createIndexer(true).getDouble(0);
    // Dense noise lifts the whole picture; picture editors take all, some or none of that off.
    Random choice = new Random(layer.seed());
    double floor =
        layer.lift() != null
            ? 0
            : choice.nextBoolean()
                ? Math.max(0, level - (2 - 2.5 * choice.nextDouble()) * spread)
                : 0;
    double range = level + 4 * spread - floor;
    Mat bytes = new Mat();
    tile.convertTo(
        bytes, CV_8UC1, range > 0 ? 230 / range : 0, range > 0 ? -230 * floor / range : 0);
    return bytes;
  }

  /** Dims a tile, here more and there less, by up to a share; it still repeats. */
  private static void thin(Mat tile, double most, long seed) {
    int cells = Math.max(2, tile.cols() / StreakLayer.PATCH);
    Mat grid = new Mat(cells, cells, CV_32FC1);
    opencv_core.setRNGSeed(Long.hashCode(seed) + 1);
    opencv_core.randu(grid, new Mat(new double[] {0}), new Mat(new double[] {1}));
    Mat wrapped = new Mat();
    opencv_core.copyMakeBorder(grid, wrapped, 1, 1, 1, 1, BORDER_WRAP, Scalar.all(0));
    Mat smooth = new Mat();
    int cell = tile.cols() / cells;
    int side = cell * (cells + 2);
    opencv_imgproc.resize(wrapped, smooth, new Size(side, side), 0, 0, opencv_imgproc.INTER_CUBIC);
    Mat part = new Mat();
    opencv_imgproc.resize(
        new Mat(smooth, new Rect(cell, cell, cell * cells, cell * cells)),
        part,
        tile.size(),
        0,
        0,
        opencv_imgproc.INTER_LINEAR);
    part.convertTo(part, CV_32FC1, most, 1 - most);
    tile.convertTo(smooth, CV_32FC1);
    opencv_core.multiply(smooth, part, smooth);
    smooth.convertTo(tile, CV_8UC1);
  }

  private static Mat kernel(StreakLayer layer, int reach) {
    Mat line = new Mat(2 * reach + 1, 2 * reach + 1, CV_32FC1, Scalar.all(0));
    double angle = Math.toRadians(layer.angle());
    double dx = Math.sin(angle) * layer.length() / 2;
    double dy = Math.cos(angle) * layer.length() / 2;
    opencv_imgproc.line(
        line,
        new Point((int) Math.round(16 * (reach - dx)), (int) Math.round(16 * (reach - dy))),
        new Point((int) Math.round(16 * (reach + dx)), (int) Math.round(16 * (reach + dy))),
        Scalar.all(1),
        1,
        opencv_imgproc.LINE_8,
        4);
    try (FloatIndexer values = line.createIndexer()) {
      double sum = 0;
      for (int r = 0; r < line.rows(); r++) {
        for (int c = 0; c < line.cols(); c++) {
          sum += values.get(r, c);
        }
      }
      line.convertTo(line, CV_32FC1, 1 / sum, 0);
    }
    return line;
  }

  /**
   * The value that a standard normal exceeds with probability p (Abramowitz and Stegun 26.2.23).
   */
  private static double quantile(double p) {
    double t = Math.sqrt(-2 * Math.log(p));
    return t
        - (2.515517 + 0.802853 * t + 0.010328 * t * t)
            / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t);
  }

  @Override
  public void close() {
    pixels.close();
  }
}
