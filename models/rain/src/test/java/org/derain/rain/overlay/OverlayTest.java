package org.derain.rain.overlay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.LongFunction;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written over pictures: the same from the same seed, and clocks that tick. */
class OverlayTest {
  private static final FrameFormat FORMAT = new FrameFormat(320, 256, 8);

  /** What an overlay makes of a grey picture: all three planes. */
  private static byte[] painted(Overlay overlay, FrameFormat format, long frame) {
    try (Picture picture = new Picture(format)) {
      for (int plane = 0; plane < 3; plane++) {
        try (Scalar grey = Scalar.all(100 << (format.bitDepth() - 8))) {
          picture.mat(plane).put(grey);
        }
      }
      overlay.paint(picture, frame);
      byte[] samples = new byte[format.bytes()];
      picture.buffer().get(samples);
      return samples;
    }
  }

  private static int differing(byte[] one, byte[] other) {
    int count = 0;
    for (int i = 0; i < one.length; i++) {
      count += one[i] == other[i] ? 0 : 1;
    }
    return count;
  }

  @Test
  void theSameSeedWritesTheSameAgain() {
    int written = 0;
    int moving = 0;
    for (long seed = 0; seed < 60; seed++) {
      byte[] first = painted(Overlay.of(seed, FORMAT, 5), FORMAT, 5);
      assertArrayEquals(first, painted(Overlay.of(seed, FORMAT, 5), FORMAT, 5), "seed " + seed);
      byte[] grey = new byte[first.length];
      Arrays.fill(grey, (byte) 100);
      written += differing(grey, first) > 20 ? 1 : 0;
      byte[] later = painted(Overlay.of(seed, FORMAT, 5), FORMAT, 8);
      moving += differing(first, later) > 0 ? 1 : 0;
    }
    assertTrue(written >= 50, written + " of 60 write anything, others have gone by then");
    assertTrue(moving >= 15 && moving < 55, moving + " of 60 change within three frames");
    assertFalse(
        Arrays.equals(
            painted(Overlay.of(1, FORMAT, 5), FORMAT, 5),
            painted(Overlay.of(2, FORMAT, 5), FORMAT, 5)));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 10})
  void theMaskIsWhereTheUnderneathDoesNotShow(int bits) {
    FrameFormat format = new FrameFormat(320, 256, bits);
    int hidden = 0;
    int shining = 0;
    for (long seed = 0; seed < 20; seed++) {
      Overlay overlay = Overlay.clock(seed, format, 5);
      byte[] mask = overlay.mask(5);
      byte[] dark = luma(overlay, format, 40);
      byte[] bright = luma(overlay, format, 200);
      for (int i = 0; i < mask.length; i++) {
        hidden += mask[i];
        int through = (bright[i] & 255) - (dark[i] & 255);
        shining += mask[i] == 1 && through > 100 ? 1 : 0;
      }
    }
    assertTrue(hidden > 20 * 50, hidden + " pixels");
    assertTrue(shining < hidden / 50, shining + " of " + hidden);
  }

  private static byte[] luma(Overlay overlay, FrameFormat format, int grey) {
    try (Picture picture = new Picture(format);
        Scalar level = Scalar.all(grey << (format.bitDepth() - 8))) {
      picture.mat(0).put(level);
      overlay.paint(picture, 5);
      return picture.luma();
    }
  }

  @Test
  void aClockTicksOnceASecondAtItsFrame() {
    for (int seed = 0; seed < 40; seed++) {
      LongFunction<String> clock = Wording.clock(new Random(seed), 7, 25);
      String before = clock.apply(6);
      boolean counts = !clock.apply(7).equals(clock.apply(8));
      assertFalse(before.equals(clock.apply(7)), before);
      assertFalse(clock.apply(31).equals(clock.apply(32)), before);
      for (int frame = 8; frame < 32 && !counts; frame++) {
        assertEquals(clock.apply(7), clock.apply(frame));
      }
    }
  }
}
