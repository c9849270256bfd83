package org.derain.rain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@link Visibility}: streaks are seen, a veil could be haze, noise and codecs hide. */
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

  /** Rain of which the camera shows {@code rainy}, under noise of a deviation. */
  private boolean recognisable(byte[] rainy, byte[] rainyLight, double noise) {
    return new Visibility(rainy, rainyLight, truth, truth, truth, WIDTH, noise)
        .recognisable(0, 0, WIDTH, HEIGHT);
  }

  private boolean recognisable(byte[] rainy) {
    return recognisable(rainy, rainy, 0);
  }

  /** Eight points of 60 steps; 64x32 lie in whole blocks, where 7 points are 0.3 %. */
  private byte[] streak(int points) {
    byte[] rainy = truth.clone();
    for (int n = 1; n <= points; n++) {
      rainy[(4 + n) * WIDTH + 20] += 60;
    }
    return rainy;
  }

  @Test
  void aVeilIsNotTold() {
    byte[] rainy = truth.clone();
    for (int i = 0; i < rainy.length; i++) {
      rainy[i] = (byte) Math.round(0.8 * (truth[i] & 255) + 0.2 * 180);
    }
    assertFalse(recognisable(rainy));
    assertFalse(recognisable(truth), "no rain at all");
  }

  @Test
  void streaksAre() {
    for (int n = 1; n <= 8; n++) {
      assertEquals(n >= 7, recognisable(streak(n)), n + " points");
    }
  }

  @Test
  void whatOnlyRecompressionChangedIsNot() {
    Random random = new Random(3);
    byte[] rainy = truth.clone();
    for (int i = 0; i < rainy.length; i++) {
      rainy[i] += (byte) (random.nextInt(25) - 12);
    }
    assertFalse(recognisable(rainy, truth, 0));
  }

  @Test
  void whatNoiseOrRecompressionHidesIsNot() {
    assertTrue(recognisable(streak(8), streak(8), 35));
    assertFalse(recognisable(streak(8), streak(8), 45), "less than 1.5 deviations");
    assertFalse(recognisable(truth, streak(8), 0), "gone in recompression");
  }

  @Test
  void partsAreToldByThemselves() {
    Visibility all = new Visibility(streak(8), streak(8), truth, truth, truth, WIDTH, 0);
    assertTrue(all.recognisable(16, 0, 16, 16));
    assertFalse(all.recognisable(32, 0, 32, 32));
  }
}
