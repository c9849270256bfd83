package org.derain.rain;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Rain that is thicker on one side of the picture: its strength rises smoothly along a direction.
 *
 * @param direction in which it grows thicker, in degrees: 0 to the right, 90 downwards
 * @param middle where half of the rise is done, in pictures from the middle of this one, -1 to 1
 * @param width over which it rises, in pictures, above 0
 * @param least strength on the thin side, where the thick side has 1: 0 to 1
 */
public record Slope(double direction, double middle, double width, double least) {
  /** Pixels to a cell in which the strength is worked out; between them it is interpolated. */
  private static final int CELL = 8;

  /** Checks the ranges. */
  public Slope {
    Check.range("direction", direction, -360, 360);
    Check.range("middle", middle, -1, 1);
    Check.range("width", width, 0.01, 10);
    Check.range("least", least, 0, 1);
  }

  /** Writes the strengths of a picture's pixels, 32-bit floats. */
  public void draw(Mat into, int columns, int rows) {
    double right = Math.cos(Math.toRadians(direction));
    double down = Math.sin(Math.toRadians(direction));
    try (Mat cells = new Mat(Math.max(2, rows / CELL), Math.max(2, columns / CELL), CV_32FC1);
        Size size = new Size(columns, rows)) {
      try (FloatIndexer values = cells.createIndexer()) {
        for (int r = 0; r < cells.rows(); r++) {
          for (int c = 0; c < cells.cols(); c++) {
            double x = (c + 0.5) / cells.cols() - 0.5;
            double y = (r + 0.5) / cells.rows() - 0.5;
            double along = (x * right + y * down - middle) / width + 0.5;
            double t = Math.max(0, Math.min(1, along));
            values.put(r, c, (float) (least + (1 - least) * t * t * (3 - 2 * t)));
          }
        }
      }
      opencv_imgproc.resize(cells, into, size, 0, 0, opencv_imgproc.INTER_LINEAR);
    }
  }
}
