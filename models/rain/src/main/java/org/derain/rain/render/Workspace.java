package org.derain.rain.render;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Matrices that are made once and written anew for each frame: fresh memory for each would cost
 * more than most of what is done in it.
 */
final class Workspace implements AutoCloseable {
  private final List<Mat> mats = new ArrayList<>();

  /** A matrix, empty at first, that keeps its memory until this is closed. */
  Mat mat() {
    Mat mat = new Mat();
    // It shall outlive a scope that is open right now.
    mat.retainReference();
    mats.add(mat);
    return mat;
  }

  @Override
  public void close() {
    for (Mat mat : mats) {
      mat.releaseReference();
    }
    mats.clear();
  }
}
