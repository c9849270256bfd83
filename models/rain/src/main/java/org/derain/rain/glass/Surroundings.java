package org.derain.rain.glass;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The scene as drops see it: small, because a drop packs a wide angle into a few pixels; with what
 * lies beyond the picture's edges, which is bright above (the sky) and dark below; and once more,
 * blurred, for small drops. The blurred one lies below the sharp one in the same matrix.
 */
final class Surroundings implements AutoCloseable {
  private static final int WIDTH = 96;
  private static final int BESIDE = 24;
  private static final int ABOVE = 28;
  private static final int BELOW = 20;

  /** Tangent over which a drop's surface spreads the scene, from its middle to its rim. */
  private static final double SPREAD = 0.4;

  /** Standard deviation of the blur for small drops, in samples. */
  private static final double BLUR = 3;

  /** How far the mean of the bright part is above the mean, in standard deviations. */
  private static final double BRIGHT = 1.2;

  private final Pane pane;
  private final int rows;
  private final int size;
  private final Mat sky;

  /** For pictures of the size that the pane is seen in. */
  Surroundings(Pane pane) {
    this.pane = pane;
    this.rows = Math.max(2, Math.round((float) WIDTH * pane.height() / pane.width()));
    this.size = ABOVE + rows + BELOW;
    this.sky = new Mat(size, WIDTH + 2 * BESIDE, CV_32FC1, Scalar.all(0));
    for (int y = 0; y < ABOVE; y++) {
      try (Mat row = sky.row(y);
          Scalar share = new Scalar(Math.sqrt((ABOVE - y) / (double) ABOVE) * 0.8)) {
        row.put(share);
      }
    }
  }

  /** The column that shows a column of the picture, in pixels; those far outside the last. */
  float column(double x) {
    double at = BESIDE + x * WIDTH / pane.width() - 0.5;
    return (float) Math.max(0, Math.min(WIDTH + 2 * BESIDE - 1, at));
  }

  /** The row that shows a row of the picture, in pixels, sharp or blurred. */
  float row(double y, boolean sharp) {
    double at = ABOVE + y * rows / pane.height() - 0.5;
    return (float) Math.max(0, Math.min(size - 1, at)) + (sharp ? 0 : size);
  }

  /** How many samples a drop spreads over one of its radii, times that radius in pixels. */
  double samplesPerRadius() {
    return SPREAD * pane.focal() * WIDTH / pane.width();
  }

  /**
   * Looks at a picture; the caller closes what it gets.
   *
   * @param light linear light of any size, CV_32FC1
   * @param bright whether the sky shines: else (colour differences) it is grey
   */
  Mat of(Mat light, boolean bright) {
    Mat small = new Mat();
    opencv_imgproc.resize(light, small, new Size(WIDTH, rows), 0, 0, opencv_imgproc.INTER_AREA);
    Mat both = new Mat(2 * size, WIDTH + 2 * BESIDE, CV_32FC1);
    Mat sharp = both.rowRange(0, size);
    opencv_core.copyMakeBorder(
        small, sharp, ABOVE, BELOW, BESIDE, BESIDE, BORDER_REPLICATE, Scalar.all(0));
    Mat rise = new Mat();
    sharp.convertTo(rise, CV_32FC1, -1, bright ? brightness(small) : 0);
    if (bright) {
      opencv_imgproc.threshold(rise, rise, 0, 0, opencv_imgproc.THRESH_TOZERO);
    }
    opencv_core.multiply(rise, sky, rise);
    opencv_core.add(sharp, rise, sharp);
    Mat below = new Mat(sharp, new Rect(0, size - BELOW / 2, sharp.cols(), BELOW / 2));
    below.convertTo(below, CV_32FC1, 0.6, 0);
    opencv_imgproc.GaussianBlur(sharp, both.rowRange(size, 2 * size), new Size(0, 0), BLUR);
    return both;
  }

  private static double brightness(Mat small) {
    Mat mean = new Mat();
    Mat deviation = new Mat();
    opencv_core.meanStdDev(small, mean, deviation);
    return mean.createIndexer().getDouble(0) + BRIGHT * deviation.createIndexer(true).getDouble(0);
  }

  @Override
  public void close() {
    sky.close();
  }
}
