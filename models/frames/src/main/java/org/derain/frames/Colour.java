package org.derain.frames;

import org.bytedeco.ffmpeg.global.avutil;

/**
 * What the samples of a clip mean: its matrix, and whether they use the full range.
 *
 * @param matrix FFmpeg's {@code AVCOL_SPC_*} number
 * @param full whether luma runs from 0 to the peak instead of 16 to 235 (at 8 bits)
 */
public record Colour(int matrix, boolean full) {
  /** What a clip without tags is taken for: BT.601, limited range. */
  public static final Colour BT601 = new Colour(avutil.AVCOL_SPC_SMPTE170M, false);

  /** Replaces matrices that are unspecified, or none (RGB), by BT.601. */
  public Colour {
    if (matrix == avutil.AVCOL_SPC_UNSPECIFIED || matrix == avutil.AVCOL_SPC_RGB) {
      matrix = avutil.AVCOL_SPC_SMPTE170M;
    }
  }
}
