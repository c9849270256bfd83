package org.derain.frames;

import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The median over time of 3 or 5 pictures, sample by sample and without motion alignment: the
 * oldest way to take rain out of video, and the baseline of every judgement. One object per thread.
 */
public final class TemporalMedian implements AutoCloseable {
  private final Mat[] scratch = {new Mat(), new Mat(), new Mat(), new Mat()};

  /** Writes the median of 3 or 5 pictures of the same format. */
  public void median(List<Picture> window, Picture into) {
    for (int p = 0; p < 3; p++) {
      Mat result = into.mat(p);
      switch (window.size()) {
        case 3 -> ofThree(mat(window, 0, p), mat(window, 1, p), mat(window, 2, p), result);
        case 5 -> {
          // The larger of two minima and the smaller of two maxima enclose the median with the
          // fifth.
          Mat low = scratch[2];
          Mat high = scratch[3];
          extremes(mat(window, 0, p), mat(window, 1, p), low, high);
          opencv_core.min(mat(window, 2, p), mat(window, 3, p), scratch[0]);
          opencv_core.max(mat(window, 2, p), mat(window, 3, p), scratch[1]);
          opencv_core.max(low, scratch[0], low);
          opencv_core.min(high, scratch[1], high);
          ofThree(low, high, mat(window, 4, p), result);
        }
        default -> throw new IllegalArgumentException("3 or 5 pictures, not " + window.size());
      }
    }
  }

  private static Mat mat(List<Picture> window, int picture, int plane) {
    return window.get(picture).mat(plane);
  }

  private static void extremes(Mat a, Mat b, Mat low, Mat high) {
    opencv_core.min(a, b, low);
    opencv_core.max(a, b, high);
  }

  private void ofThree(Mat a, Mat b, Mat c, Mat into) {
    extremes(a, b, scratch[0], scratch[1]);
    opencv_core.min(scratch[1], c, scratch[1]);
    opencv_core.max(scratch[0], scratch[1], into);
  }

  @Override
  public void close() {
    for (Mat mat : scratch) {
      mat.close();
    }
  }
}
