package org.derain.pipeline.inference;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.RainFilter;

/**
 * Derains a still with care: in overlapping pieces as large as the windows that networks learn
 * from, each as it is and mirrored both ways, and takes the mean of all, in which the middle of a
 * piece counts most. What lies over a still can mostly be guessed only, and guesses that differ are
 * better together (self-ensemble, Lim et al., arXiv 1707.02921). Every point is derained some
 * sixteen times. One thread uses it at a time.
 */
final class TiledSelfEnsemble implements AutoCloseable {
  /** Of a piece, in pixels. */
  private static final int SIDE = 224;

  /** What a piece's edge counts, where its middle counts about 1. */
  private static final float EDGE = 0.05f;

  /** OpenCV's codes of mirroring; the last is none at all. */
  private static final int[] MIRRORS = {1, 0, -1, 2};

  private static final int NONE = 2;

  private final RainFilter filter;
  private final FrameFormat format;
  private final FrameFormat piece;
  private final Picture input;
  private final Picture output;
  private final Picture[] window;
  private final Mat[] counts = new Mat[3];

  /**
   * For stills of one format.
   *
   * @param filter for pictures of the format {@link #format(FrameFormat)}
   */
  TiledSelfEnsemble(RainFilter filter, FrameFormat format) {
    this.filter = filter;
    this.format = format;
    this.piece = format(format);
    this.input = new Picture(piece);
    this.output = new Picture(piece);
    this.window = RainFilter.repeated(input, filter.window());
    for (int plane = 0; plane < counts.length; plane++) {
      counts[plane] = tent(piece.planeWidth(plane), piece.planeHeight(plane));
    }
  }

  /** Of the pieces of a still. */
  static FrameFormat format(FrameFormat still) {
    return new FrameFormat(
        Math.min(SIDE, still.width()), Math.min(SIDE, still.height()), still.bitDepth());
  }

  /** Highest in the middle, falling straight to all edges. */
  private static Mat tent(int columns, int rows) {
    float[] values = new float[columns * rows];
    for (int i = 0; i < values.length; i++) {
      values[i] = slope(i % columns, columns) * slope(i / columns, rows);
    }
    Mat tent = new Mat(rows, columns, CV_32FC1);
    new FloatPointer(tent.data()).put(values, 0, values.length);
    return tent;
  }

  private static float slope(int at, int length) {
    return EDGE + 2 * Math.min(at + 0.5f, length - at - 0.5f) / length;
  }

  /** Where pieces begin along a side: even places, half a piece apart at most. */
  private static int[] starts(int length, int side) {
    int steps = -Math.floorDiv(-2 * (length - side), side);
    return IntStream.rangeClosed(0, steps)
        .map(i -> steps == 0 ? 0 : (int) ((long) i * (length - side) / steps) & ~1)
        .toArray();
  }

  /**
   * Derains a still.
   *
   * @param into receives it; another picture of the same format
   * @param stopped asked before each piece
   * @throws CancellationException when it was stopped
   */
  void derain(Picture still, Picture into, BooleanSupplier stopped) {
    Mat[] sums = zeros();
    Mat[] weights = zeros();
    try (Mat one = new Mat()) {
      for (int y : starts(format.height(), piece.height())) {
        for (int x : starts(format.width(), piece.width())) {
          for (int mirror : MIRRORS) {
            if (stopped.getAsBoolean()) {
              throw new CancellationException("stopped");
            }
            cut(still, x, y, mirror);
            filter.derain(window, output);
            add(sums, weights, x, y, mirror, one);
          }
        }
      }
      for (int plane = 0; plane < sums.length; plane++) {
        opencv_core.divide(sums[plane], weights[plane], sums[plane]);
        sums[plane].convertTo(into.mat(plane), into.mat(plane).type());
      }
    } finally {
      for (int plane = 0; plane < sums.length; plane++) {
        sums[plane].close();
        weights[plane].close();
      }
    }
  }

  private Mat[] zeros() {
    try (Scalar zero = Scalar.all(0)) {
      return IntStream.range(0, 3)
          .mapToObj(
              plane -> new Mat(format.planeHeight(plane), format.planeWidth(plane), CV_32FC1, zero))
          .toArray(Mat[]::new);
    }
  }

  private void cut(Picture still, int x, int y, int mirror) {
    for (int plane = 0; plane < 3; plane++) {
      try (Rect place = place(x, y, plane);
          Mat part = new Mat(still.mat(plane), place)) {
        mirrored(part, input.mat(plane), mirror);
      }
    }
  }

  private void add(Mat[] sums, Mat[] weights, int x, int y, int mirror, Mat one) {
    for (int plane = 0; plane < 3; plane++) {
      mirrored(output.mat(plane), input.mat(plane), mirror);
      input.mat(plane).convertTo(one, CV_32FC1);
      try (Rect place = place(x, y, plane);
          Mat sum = new Mat(sums[plane], place);
          Mat weight = new Mat(weights[plane], place)) {
        opencv_core.multiply(one, counts[plane], one);
        opencv_core.add(sum, one, sum);
        opencv_core.add(weight, counts[plane], weight);
      }
    }
  }

  private Rect place(int x, int y, int plane) {
    int s = plane == 0 ? 1 : 2;
    return new Rect(x / s, y / s, piece.planeWidth(plane), piece.planeHeight(plane));
  }

  private static void mirrored(Mat from, Mat into, int mirror) {
    if (mirror == NONE) {
      from.copyTo(into);
    } else {
      opencv_core.flip(from, into, mirror);
    }
  }

  @Override
  public void close() {
    input.close();
    output.close();
    for (Mat count : counts) {
      count.close();
    }
  }
}
