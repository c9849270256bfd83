package org.derain.pipeline.deflicker;

import static org.bytedeco.opencv.global.opencv_core.CV_16SC1;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;

/**
 * Does to a frame what was done to another one that shows the same. What was not changed there
 * comes out bit for bit, the frame's own noise too.
 */
public final class SameChange implements AutoCloseable {
  private final Picture result;
  private final Mat change = new Mat();
  private final Mat none = new Mat();
  private final Mat peak;

  /** For pictures of one format. */
  public SameChange(FrameFormat format) {
    result = new Picture(format);
    peak = new Mat(1, 1, opencv_core.CV_64F, Scalar.all(format.peak()));
  }

  /**
   * Takes off a frame what was taken off another.
   *
   * @return valid until the next call
   */
  public Picture of(Picture before, Picture after, Picture same) {
    for (int plane = 0; plane < 3; plane++) {
      Mat into = result.mat(plane);
      opencv_core.subtract(after.mat(plane), before.mat(plane), change, none, CV_16SC1);
      opencv_core.add(same.mat(plane), change, into, none, into.type());
      if (result.format().sampleBytes() > 1) {
        opencv_core.min(into, peak, into);
      }
    }
    return result;
  }

  @Override
  public void close() {
    result.close();
    change.close();
    none.close();
    peak.close();
  }
}
