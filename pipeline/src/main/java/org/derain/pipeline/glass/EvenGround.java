package org.derain.pipeline.glass;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;

/**
 * Holes before what is even, as a sky is: no motion can be seen there, so nothing is ever seen
 * behind them, and the mean of what surrounds them is as good. How even it is around a hole is told
 * by the deviation of luma there; it is averaged over some frames, so that no hole flickers. To be
 * made outside of any PointerScope.
 */
final class EvenGround implements AutoCloseable {
  /** Standard deviation of luma up to which it is even, in steps of 255. */
  private static final double EVEN = 12;

  /** Share of what was told before that stays with each frame. */
  private static final double KEPT = 0.8;

  private final int width;
  private final int height;
  private final double scale;
  private final Surround around = new Surround(1);
  private final Mat share;
  private final Mat[] means = {new Mat(), new Mat(), new Mat()};

  /**
   * For pictures of a format.
   *
   * @param known CV_32FC1, 1 where something is known and 0 in holes, on the grid of the motion
   */
  EvenGround(FrameFormat format, Mat known) {
    this.width = known.cols();
    this.height = known.rows();
    this.scale = 255.0 / format.peak();
    this.share = new Mat(height, width, CV_32FC1, Scalar.all(0));
    around.fit(known);
  }

  /** Forgets what was told of earlier frames. */
  void forget() {
    try (Scalar zero = Scalar.all(0)) {
      share.put(zero);
    }
  }

  /** Looks at a frame. How far each place is before even ground, 0 to 1; valid until the next. */
  Mat look(Picture frame) {
    try (PointerScope scope = new PointerScope()) {
      for (int p = 0; p < 3; p++) {
        Mat small = new Mat();
        Size size = new Size(width, height);
        opencv_imgproc.resize(frame.mat(p), small, size, 0, 0, opencv_imgproc.INTER_AREA);
        small.convertTo(small, CV_32FC1);
        around.fill(small).copyTo(means[p]);
        if (p == 0) {
          tell(small);
        }
      }
    }
    return share;
  }

  private void tell(Mat luma) {
    Mat squares = new Mat();
    opencv_core.multiply(luma, luma, squares);
    Mat spread = around.fill(squares);
    Mat mean = new Mat();
    opencv_core.multiply(means[0], means[0], mean);
    opencv_core.subtract(spread, mean, spread);
    Mat even = new Mat();
    double limit = EVEN / scale;
    opencv_imgproc.threshold(spread, even, limit * limit, 1, opencv_imgproc.THRESH_BINARY_INV);
    opencv_core.addWeighted(share, KEPT, even, 1 - KEPT, 0, share);
  }

  /** What surrounds each place, of a plane, CV_32FC1; of the frame that was looked at last. */
  Mat mean(int plane) {
    return means[plane];
  }

  @Override
  public void close() {
    around.close();
    share.close();
    for (Mat mean : means) {
      mean.close();
    }
  }
}
