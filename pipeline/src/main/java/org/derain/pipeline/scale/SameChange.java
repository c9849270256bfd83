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
 *
 * <p>A change that is enlarged is softer than the edges of a streak, and on its own leaves an
 * outline of it. So the frame comes to the enlarged result as near as the change differs between
 * neighbours: its detail is that of the streak there, and everywhere else its own.
 */
public final class SameChange implements AutoCloseable {
  /** Differences up to this, in 8-bit steps, leave no outline that shows. */
  private static final int FAINT = 8;

  private final Picture result;
  private final List<Keep> keep;
  private final Mat change = new Mat();
  private final Mat enlarged = new Mat();
  private final Mat most = new Mat();
  private final Mat least = new Mat();
  private final Mat reach = new Mat();
  private final Mat bound = new Mat();
  private final Mat none = new Mat();
  private final Mat neighbours;
  private final Mat faint;
  private final Mat peak;

  /**
   * For pictures of one format.
   *
   * @param keep parts of them that are left alone
   */
  public SameChange(FrameFormat format, List<Keep> keep) {
    this.result = new Picture(format);
    this.keep = List.copyOf(keep);
    int bits = format.bitDepth() - 8;
    this.faint = new Mat(1, 1, opencv_core.CV_64F, Scalar.all(FAINT << bits));
    this.peak = new Mat(1, 1, opencv_core.CV_64F, Scalar.all(format.peak()));
    try (Size size = new Size(3, 3)) {
      this.neighbours = opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_RECT, size);
    }
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
      if (change.rows() == into.rows() && change.cols() == into.cols()) {
        opencv_core.add(same.mat(plane), change, into, none, into.type());
      } else {
        enlarge(after.mat(plane), same.mat(plane), into);
      }
      if (result.format().sampleBytes() > 1) {
        opencv_core.min(into, peak, into);
      }
    }
    Keep.copy(keep, same, result);
    return result;
  }

  private void enlarge(Mat after, Mat same, Mat into) {
    try (Size size = into.size()) {
      opencv_imgproc.resize(change, enlarged, size, 0, 0, opencv_imgproc.INTER_LINEAR);
      opencv_core.add(same, enlarged, into, none, into.type());
      opencv_imgproc.dilate(change, most, neighbours);
      opencv_imgproc.erode(change, least, neighbours);
      opencv_core.subtract(most, least, bound, none, into.type());
      opencv_core.subtract(bound, faint, bound);
      if (opencv_core.countNonZero(bound) == 0) {
        return;
      }
      opencv_imgproc.resize(bound, reach, size, 0, 0, opencv_imgproc.INTER_LINEAR);
      opencv_imgproc.resize(after, enlarged, size, 0, 0, opencv_imgproc.INTER_LINEAR);
      opencv_core.add(into, reach, bound);
      opencv_core.min(enlarged, bound, enlarged);
      opencv_core.subtract(into, reach, bound);
      opencv_core.max(enlarged, bound, into);
    }
  }

  @Override
  public void close() {
    result.close();
    change.close();
    enlarged.close();
    most.close();
    least.close();
    reach.close();
    bound.close();
    none.close();
    neighbours.close();
    faint.close();
    peak.close();
  }
}
