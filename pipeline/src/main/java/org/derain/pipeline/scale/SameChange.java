package org.derain.pipeline.scale;

import static org.bytedeco.opencv.global.opencv_core.CV_16SC1;

import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.Keep;

/**
 * Does to a frame what was done to another one that shows the same, at the same size or smaller.
 * What was not changed there comes out bit for bit, the frame's own noise and detail too.
 */
public final class SameChange implements AutoCloseable {
  private final Picture result;
  private final List<Keep> keep;
  private final Mat change = new Mat();
  private final Mat enlarged = new Mat();
  private final Mat none = new Mat();
  private final Mat peak;

  /**
   * For pictures of one format.
   *
   * @param keep parts of them that are left alone
   */
  public SameChange(FrameFormat format, List<Keep> keep) {
    this.result = new Picture(format);
    this.keep = List.copyOf(keep);
    this.peak = new Mat(1, 1, opencv_core.CV_64F, Scalar.all(format.peak()));
  }

  /**
   * Takes off a frame what was taken off another.
   *
   * @param before the other one
   * @param after the same, of the same format
   * @return valid until the next call
   */
  public Picture of(Picture before, Picture after, Picture same) {
    for (int plane = 0; plane < 3; plane++) {
      Mat into = result.mat(plane);
      opencv_core.subtract(after.mat(plane), before.mat(plane), change, none, CV_16SC1);
      opencv_core.add(same.mat(plane), fitting(into), into, none, into.type());
      if (result.format().sampleBytes() > 1) {
        opencv_core.min(into, peak, into);
      }
    }
    Keep.copy(keep, same, result);
    return result;
  }

  private Mat fitting(Mat plane) {
    if (change.rows() == plane.rows() && change.cols() == plane.cols()) {
      return change;
    }
    try (Size size = plane.size()) {
      opencv_imgproc.resize(change, enlarged, size, 0, 0, opencv_imgproc.INTER_LINEAR);
    }
    return enlarged;
  }

  @Override
  public void close() {
    result.close();
    change.close();
    enlarged.close();
    none.close();
    peak.close();
  }
}
