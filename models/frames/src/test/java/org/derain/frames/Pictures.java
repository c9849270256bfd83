package org.derain.frames;

import java.nio.ByteBuffer;
import java.util.Random;

/** Pictures for tests. */
final class Pictures {
  private Pictures() {}

  /** Every sample drawn from the whole range. */
  static Picture noise(FrameFormat format, long seed) {
    Random random = new Random(seed);
    Picture picture = new Picture(format);
    for (int p = 0; p < 3; p++) {
      ByteBuffer plane = picture.plane(p);
      while (plane.hasRemaining()) {
        int sample = random.nextInt(format.peak() + 1);
        if (format.sampleBytes() == 1) {
          plane.put((byte) sample);
        } else {
          plane.putShort((short) sample);
        }
      }
    }
    return picture;
  }

  /** Each plane of one value. */
  static Picture flat(FrameFormat format, int y, int u, int v) {
    Picture picture = new Picture(format);
    int[] values = {y, u, v};
    for (int p = 0; p < 3; p++) {
      ByteBuffer plane = picture.plane(p);
      while (plane.hasRemaining()) {
        if (format.sampleBytes() == 1) {
          plane.put((byte) values[p]);
        } else {
          plane.putShort((short) values[p]);
        }
      }
    }
    return picture;
  }

  /** Sample {@code i} of a plane, as an unsigned number. */
  static int sample(Picture picture, int plane, int i) {
    ByteBuffer samples = picture.plane(plane);
    return picture.format().sampleBytes() == 1
        ? samples.get(i) & 0xff
        : samples.getShort(2 * i) & 0xffff;
  }
}
