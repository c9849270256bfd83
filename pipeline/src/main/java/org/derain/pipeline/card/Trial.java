package org.derain.pipeline.card;

import java.util.Arrays;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.frames.Rational;
import org.derain.pipeline.clean.Treatment;

/**
 * How fast a treatment is on this machine, by trying it.
 *
 * @param framesPerSecond that are cleaned, all else included
 */
public record Trial(double framesPerSecond) {
  /** What alignment, temporal smoothing and encoding add to the network's time, on a CPU. */
  private static final double REST = 1.5;

  private static final int TRIES = 2;

  /** Tries it on grey pictures of a format, once to get warm; takes some seconds. */
  public static Trial of(Treatment treatment, FrameFormat format) {
    try (Treatment.Filter filter = treatment.open(format, new Rational(25, 1), 0, note -> {});
        Picture picture = new Picture(format);
        Picture into = new Picture(format)) {
      Picture[] window = new Picture[filter.frames().window()];
      Arrays.fill(window, picture);
      filter.frames().derain(window, into);
      long begun = System.nanoTime();
      for (int i = 0; i < TRIES; i++) {
        filter.frames().derain(window, into);
      }
      return new Trial(TRIES * 1e9 / REST / (System.nanoTime() - begun));
    }
  }
}
