package org.derain.pipeline.clean;

import java.util.Locale;
import java.util.function.Consumer;
import org.derain.frames.FrameFormat;
import org.derain.pipeline.scale.Scale;

/**
 * The size at which the frames of a file are analysed: as asked for, or smaller to fit. What a run
 * takes was measured with {@code nano}, 1920x1080 and 3840x2160, at half and at other sizes.
 */
final class FittingScale {
  /** Pictures as large as they were decoded: in the ring, found to be repeats, in the encoder. */
  private static final int WHOLE = 90;

  /** Pictures of what is analysed: in the ring, warped, derained, steadied. */
  private static final int ANALYSED = 38;

  /** Bytes that the network, motion and steadying take for each pixel that they see. */
  private static final int WORK = 250;

  private FittingScale() {}

  /**
   * The scale for pictures of a format.
   *
   * @param wanted what would be taken with memory enough
   * @param free bytes of memory
   * @param notes told when it is smaller than asked
   * @return never {@link Scale#AUTO}
   */
  static Scale of(Scale wanted, FrameFormat format, long free, Consumer<String> notes) {
    Scale scale = wanted;
    while (scale != Scale.QUARTER && bytes(scale, format) > free) {
      scale = scale == Scale.FULL ? Scale.HALF : Scale.QUARTER;
    }
    if (scale != wanted) {
      notes.accept(
          String.format(
              Locale.ROOT,
              "frames are analysed at 1/%s of their size: 1/%s takes %.1f GB of memory, and %.1f"
                  + " are free",
              scale,
              wanted,
              bytes(wanted, format) / 1e9,
              free / 1e9));
    }
    return scale;
  }

  /** What a run takes about. */
  static long bytes(Scale scale, FrameFormat format) {
    FrameFormat analysed = scale.analysed(format);
    long pixels = (long) analysed.width() * analysed.height();
    return (long) WHOLE * format.bytes() + (long) ANALYSED * analysed.bytes() + WORK * pixels;
  }
}
