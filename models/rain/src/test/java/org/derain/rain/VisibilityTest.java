package org.derain.rain;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** {@link Visibility}: streaks are seen, a veil could be haze. */
class VisibilityTest {
  private static final int WIDTH = 70;
  private static final int HEIGHT = 40;

  private final byte[] truth = scene();

  private static byte[] scene() {
    byte[] luma = new byte[WIDTH * HEIGHT];
    for (int i = 0; i < luma.length; i++) {
      luma[i] = (byte) (40 + i % WIDTH + 2 * (i / WIDTH));
    }
    return luma;
  }

  @Test
  void aVeilIsNotTold() {
    byte[] rainy = truth.clone();
    for (int i = 0; i < rainy.length; i++) {
      rainy[i] = (byte) Math.round(0.8 * (truth[i] & 255) + 0.2 * 180);
    }
    assertFalse(Visibility.told(rainy, 0, truth, WIDTH));
    assertFalse(Visibility.told(truth, 0, truth, WIDTH), "no rain at all");
  }

  @Test
  void streaksAre() {
    // Behind something else, as in a window of several pictures. 64x32 lie in whole blocks: 7 of
    // their points are 0.3 %.
    byte[] rainy = new byte[2 * truth.length];
    Arrays.fill(rainy, (byte) 9);
    System.arraycopy(truth, 0, rainy, truth.length, truth.length);
    for (int n = 1; n <= 8; n++) {
      rainy[truth.length + (4 + n) * WIDTH + 20] += 60;
      assertTrue(Visibility.told(rainy, truth.length, truth, WIDTH) == n >= 7, n + " points");
    }
  }
}
