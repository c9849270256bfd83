package org.derain.training.data;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.derain.frames.Aligner;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;

/**
 * Five pictures of one format, the neighbours warped onto the centre as serving does it: flow
 * between consecutive pictures, chained for the farther ones, idle where nothing moves.
 */
public final class Window implements AutoCloseable {
  private final Aligner aligner;
  private final List<Mat> small = new ArrayList<>();
  private final Picture[] warped = new Picture[5];
  private final Mat near = new Mat();
  private final Mat step = new Mat();
  private final Mat far = new Mat();

  public Window(FrameFormat format, int factor) {
    aligner = new Aligner(format, factor);
    for (int i = 0; i < 5; i++) {
      small.add(new Mat());
      warped[i] = new Picture(format);
    }
  }

  /** Aligns; the result is valid until the next call, and may hold pictures that were given. */
  public Picture[] align(Picture[] pictures) {
    for (int i = 0; i < 5; i++) {
      aligner.reduce(pictures[i], small.get(i));
    }
    Picture[] window = pictures.clone();
    side(pictures, window, 1, 0);
    side(pictures, window, 3, 4);
    return window;
  }

  private void side(Picture[] pictures, Picture[] window, int one, int two) {
    if (pictures[one] == pictures[2]) {
      window[two] = window[one];
      return;
    }
    aligner.flow(small.get(2), small.get(one), near);
    warp(pictures, window, one, near);
    if (pictures[two] == pictures[one]) {
      window[two] = window[one];
      return;
    }
    aligner.flow(small.get(one), small.get(two), step);
    aligner.chain(near, step, far);
    warp(pictures, window, two, far);
  }

  private void warp(Picture[] pictures, Picture[] window, int index, Mat flow) {
    if (!aligner.still(flow)) {
      aligner.warp(pictures[index], flow, warped[index]);
      window[index] = warped[index];
    }
  }

  @Override
  public void close() {
    aligner.close();
    small.forEach(Mat::close);
    for (Picture picture : warped) {
      picture.close();
    }
    near.close();
    step.close();
    far.close();
  }
}
