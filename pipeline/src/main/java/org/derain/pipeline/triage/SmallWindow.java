package org.derain.pipeline.triage;

import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;
import org.derain.frames.Aligner;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.inference.DerainerOptions;
import org.derain.pipeline.inference.Scorer;
import org.derain.zoo.Model;
import org.derain.zoo.RainScore;

/**
 * A few frames that follow each other, aligned onto the one in the middle and scored as a window of
 * the network; what the window has beyond them is repeated, as at the ends of a clip.
 */
final class SmallWindow implements AutoCloseable {
  /** Frames that are decoded for a look: without neighbours, texture looks like rain. */
  static final int FRAMES = 3;

  private final Scorer scorer;
  private final int window;
  private final Aligner aligner;
  private final Picture[] pictures = new Picture[FRAMES];
  private final Picture[] warped = new Picture[FRAMES];
  private final Mat[] luma = new Mat[FRAMES];
  private final Mat flow = new Mat();

  /** For pictures of one format. */
  SmallWindow(Model model, FrameFormat format, DerainerOptions options) {
    scorer = new Scorer(model, format, options, note -> {});
    window = model.window();
    aligner = new Aligner(format);
    for (int i = 0; i < FRAMES; i++) {
      pictures[i] = new Picture(format);
      warped[i] = new Picture(format);
      luma[i] = new Mat();
    }
  }

  /** The picture of a frame, to be filled. */
  Picture picture(int index) {
    return pictures[index];
  }

  /** Scores the window of the first {@code frames} pictures. */
  RainScore score(int frames) {
    int middle = frames / 2;
    int centre = window / 2;
    for (int i = 0; i < frames; i++) {
      aligner.reduce(pictures[i], luma[i]);
    }
    Picture[] around = new Picture[window];
    Arrays.fill(around, pictures[middle]);
    for (int side = -1; side <= 1; side += 2) {
      Picture nearest = pictures[middle];
      for (int k = 1; k <= centre; k++) {
        int index = middle + side * k;
        if (index >= 0 && index < frames) {
          nearest = aligned(index, middle);
        }
        around[centre + side * k] = nearest;
      }
    }
    return scorer.score(around);
  }

  private Picture aligned(int index, int onto) {
    aligner.flow(luma[onto], luma[index], flow);
    if (aligner.still(flow)) {
      return pictures[index];
    }
    aligner.warp(pictures[index], flow, warped[index]);
    return warped[index];
  }

  @Override
  public void close() {
    scorer.close();
    aligner.close();
    flow.close();
    for (int i = 0; i < FRAMES; i++) {
      pictures[i].close();
      warped[i].close();
      luma[i].close();
    }
  }
}
