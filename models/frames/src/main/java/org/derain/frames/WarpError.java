package org.derain.frames;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_video.DISOpticalFlow;

/**
 * How much a clip flickers: the warping error of Lai et al. (ECCV 2018), the mean squared
 * difference between a frame and the next one warped onto it, where nothing is occluded. The flow
 * comes from the clean clip (dense inverse search down to full resolution), so that all clips of
 * one scene are judged along the same motion; a point counts as occluded where forward and backward
 * flow disagree (Sundaram et al., ECCV 2010) or lead out of the picture. Blur lowers this error:
 * never judge by it alone. One object per thread.
 */
public final class WarpError implements AutoCloseable {
  private final DISOpticalFlow dis = DISOpticalFlow.create(DISOpticalFlow.PRESET_MEDIUM);
  private final Mat from = new Mat();
  private final Mat to = new Mat();
  private final Mat forward = new Mat();
  private final Mat backward = new Mat();
  private final Mat map = new Mat();
  private final Mat returned = new Mat();
  private final Mat left = new Mat();
  private final Mat right = new Mat();
  private final Mat visible = new Mat();
  private final Mat warped = new Mat();
  private final Mat none = new Mat();
  private final Scalar zero = Scalar.all(0);
  private final Mat grid;
  private final Mat all;
  private final Mat inside = new Mat();

  /** For luma pictures of this size in pixels, at least 16 each way. */
  public WarpError(int width, int height) {
    dis.setFinestScale(0);
    this.grid = Aligner.identity(width, height);
    try (Scalar white = Scalar.all(255)) {
      this.all = new Mat(height, width, CV_8UC1, white);
    }
  }

  /** Whether pictures of this size are large enough for the flow. */
  public static boolean fits(int width, int height) {
    return width >= 16 && height >= 16;
  }

  /** Finds the motion and the occlusions between two consecutive frames of the clean clip. */
  public void motion(Mat clean, Mat cleanNext) {
    clean.convertTo(from, CV_8UC1);
    cleanNext.convertTo(to, CV_8UC1);
    flow(from, to, forward);
    flow(to, from, backward);
    opencv_core.add(grid, forward, map);
    remap(backward, returned);
    // Visible: |f + b|² < 0.01 (|f|² + |b|²) + 0.5
    squares(forward, left);
    squares(returned, right);
    opencv_core.add(left, right, right);
    right.convertTo(right, -1, 0.01, 0.5);
    opencv_core.add(forward, returned, returned);
    squares(returned, left);
    opencv_core.compare(left, right, visible, opencv_core.CMP_LT);
    opencv_imgproc.remap(
        all, inside, map, none, opencv_imgproc.INTER_LINEAR, opencv_core.BORDER_CONSTANT, zero);
    opencv_core.compare(inside, all, inside, opencv_core.CMP_EQ);
    opencv_core.bitwise_and(visible, inside, visible);
  }

  private void flow(Mat a, Mat b, Mat into) {
    if (!into.empty()) {
      // calc() would start from the flow of the frames before.
      into.put(zero);
    }
    dis.calc(a, b, into);
  }

  private void squares(Mat flow, Mat into) {
    opencv_core.multiply(flow, flow, warped);
    try (Mat channels = warped.reshape(1, warped.rows() * warped.cols());
        Mat sums = new Mat()) {
      opencv_core.reduce(channels, sums, 1, opencv_core.REDUCE_SUM);
      try (Mat picture = sums.reshape(1, flow.rows())) {
        picture.copyTo(into);
      }
    }
  }

  /**
   * The error between two consecutive frames along the motion found last: mean squared difference
   * over the visible points, for real-valued luma on any scale; 0 when nothing is visible.
   */
  public double error(Mat frame, Mat next) {
    remap(next, warped);
    int points = opencv_core.countNonZero(visible);
    return points == 0
        ? 0
        : opencv_core.norm(frame, warped, opencv_core.NORM_L2SQR, visible) / points;
  }

  private void remap(Mat source, Mat into) {
    opencv_imgproc.remap(
        source, into, map, none, opencv_imgproc.INTER_LINEAR, opencv_core.BORDER_REPLICATE, zero);
  }

  @Override
  public void close() {
    for (Pointer pointer :
        new Pointer[] {
          dis, from, to, forward, backward, map, returned, left, right, visible, warped, none, zero,
          grid
        }) {
      pointer.close();
    }
  }
}
