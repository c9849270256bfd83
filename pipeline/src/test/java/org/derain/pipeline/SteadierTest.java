package org.derain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Random;
import org.bytedeco.opencv.global.opencv_core;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadierTest {
  private static final int FRAMES = 3;
  private static final int LEFT = 5;

  private final Picture[] clean = new Picture[FRAMES];
  private final Picture[] rainy = new Picture[FRAMES];
  private final Picture[] derained = new Picture[FRAMES];

  /** A swinging camera; rain on the left half, of which some is left, elsewhere in each frame. */
  private void shoot(int depth) {
    FrameFormat eight = new FrameFormat(192, 128, 8);
    FrameFormat format = new FrameFormat(192, 128, depth);
    int unit = 1 << depth - 8;
    Random random = new Random(3);
    try (PanSource source = new PanSource(eight, 7, 7 + FRAMES);
        Picture scene = new Picture(eight)) {
      for (int i = 0; i < FRAMES; i++) {
        source.next(scene, new FrameTime());
        clean[i] = new Picture(format);
        for (int p = 0; p < 3; p++) {
          scene.mat(p).convertTo(clean[i].mat(p), clean[i].mat(p).type(), unit, 0);
        }
        rainy[i] = copy(clean[i]);
        derained[i] = copy(clean[i]);
        for (int n = 0; n < 60; n++) {
          int x = random.nextInt(90);
          int y = random.nextInt(100);
          for (int k = 0; k < 20; k++) {
            raise(rainy[i], x, y + k, 40 * unit);
            raise(derained[i], x, y + k, LEFT * unit);
          }
        }
      }
    }
  }

  private static Picture copy(Picture picture) {
    Picture copy = new Picture(picture.format());
    copy.copyFrom(picture);
    return copy;
  }

  private static void raise(Picture picture, int x, int y, int by) {
    ByteBuffer luma = picture.plane(0);
    int at = y * picture.format().width() + x;
    if (picture.format().sampleBytes() == 1) {
      luma.put(at, (byte) (luma.get(at) + by));
    } else {
      luma.putShort(2 * at, (short) (luma.getShort(2 * at) + by));
    }
  }

  @AfterEach
  void close() {
    for (Picture[] pictures : new Picture[][] {clean, rainy, derained}) {
      for (Picture picture : pictures) {
        if (picture != null) {
          picture.close();
        }
      }
    }
  }

  private double error(Picture picture) {
    return opencv_core.norm(picture.mat(0), clean[1].mat(0), opencv_core.NORM_L2SQR, null);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 10, 12})
  void whatIsLeftOfTheRainFades(int depth) {
    shoot(depth);
    try (Steadier steadier = new Steadier(clean[0].format())) {
      Picture steady = steadier.steady(rainy[1], derained[0], derained[1], derained[2]);
      double left = error(steady) / error(derained[1]);
      assertTrue(left < 0.5, "left of the squared error: " + left);
      assertEquals(derained[1].plane(1), steady.plane(1));
      assertEquals(derained[1].plane(2), steady.plane(2));
    }
  }

  @Test
  void whereTheNetworkChangedNothingNothingChanges() {
    shoot(8);
    try (Steadier steadier = new Steadier(clean[0].format())) {
      Picture steady = steadier.steady(rainy[1], derained[0], derained[1], derained[2]);
      assertNotSame(derained[1], steady);
      for (int y = 0; y < 128; y++) {
        for (int x = 96; x < 192; x++) {
          assertEquals(derained[1].plane(0).get(y * 192 + x), steady.plane(0).get(y * 192 + x));
        }
      }
      assertSame(
          clean[1], steadier.steady(clean[1], derained[0], clean[1], derained[2]), "a dry frame");
    }
  }

  @Test
  void anotherSceneIsNotMixedIn() {
    shoot(8);
    try (Picture other = new Picture(clean[0].format());
        Steadier steadier = new Steadier(clean[0].format())) {
      for (int i = 0; i < other.format().bytes(); i++) {
        other.buffer().put(i, (byte) (derained[1].buffer().get(i) + 60));
      }
      Picture steady = steadier.steady(rainy[1], other, derained[1], other);
      assertEquals(derained[1].buffer(), steady.buffer());
    }
  }

  @Test
  void aFrameWithoutNeighboursStays() {
    shoot(8);
    try (Steadier steadier = new Steadier(clean[0].format())) {
      assertSame(derained[1], steadier.steady(rainy[1], null, derained[1], null));
    }
  }
}
