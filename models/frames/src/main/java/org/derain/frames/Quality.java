package org.derain.frames;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;

/** How close a picture is to the truth. */
public final class Quality {
  private Quality() {}

  /**
   * PSNR in dB of one plane; infinite for equal planes. For luma this is the deraining papers'
   * PSNR-Y: BT.601 luma of the RGB picture (rgb2ycbcr, 16 to 235) against the full peak.
   */
  public static double psnr(Picture a, Picture b, int plane) {
    double mse = meanSquaredError(a, b, plane);
    double peak = a.format().peak();
    return 10 * Math.log10(peak * peak / mse);
  }

  /** Mean squared difference of one plane, in squared sample values. */
  public static double meanSquaredError(Picture a, Picture b, int plane) {
    ByteBuffer left = a.plane(plane);
    ByteBuffer right = b.plane(plane);
    long sum = 0;
    int samples = left.remaining() / a.format().sampleBytes();
    if (a.format().sampleBytes() == 1) {
      for (int i = 0; i < samples; i++) {
        int d = (left.get(i) & 255) - (right.get(i) & 255);
        sum += (long) d * d;
      }
    } else {
      ShortBuffer l = left.asShortBuffer();
      ShortBuffer r = right.asShortBuffer();
      for (int i = 0; i < samples; i++) {
        int d = (l.get(i) & 0xffff) - (r.get(i) & 0xffff);
        sum += (long) d * d;
      }
    }
    return (double) sum / samples;
  }
}
