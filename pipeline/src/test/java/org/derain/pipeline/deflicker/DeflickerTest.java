package org.derain.pipeline.deflicker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.Set;
import org.bytedeco.opencv.global.opencv_core;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.PanSource;
import org.derain.pipeline.ring.Reach;
import org.derain.pipeline.ring.Ring;
import org.derain.pipeline.ring.Slot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeflickerTest {
  private static final int FRAMES = 5;
  private static final int MIDDLE = 2;
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
    return opencv_core.norm(picture.mat(0), clean[MIDDLE].mat(0), opencv_core.NORM_L2SQR, null);
  }

  /** Puts the frames into a ring as the stages before would. */
  private Ring ring(Set<Integer> cuts) {
    Ring ring =
        new Ring(clean[0].format(), clean[0].format(), new Reach(2, 2, 0, Deflicker.REACH), 16);
    for (int i = 0; i < FRAMES; i++) {
      Slot slot = ring.get(claim(ring));
      slot.picture.copyFrom(rainy[i]);
      slot.derained = derained[i];
      slot.cut = i == 0 || cuts.contains(i);
    }
    ring.get(claim(ring)).end = true;
    return ring;
  }

  private static long claim(Ring ring) {
    try {
      long sequence = ring.claim();
      ring.publish(sequence);
      return sequence;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is left of the squared error of the frame in the middle. */
  private double left(Integer... cuts) {
    try (Ring ring = ring(Set.of(cuts));
        Deflicker steadier = new Deflicker(clean[0].format());
        Picture steady = new Picture(clean[0].format())) {
      boolean done = steadier.steady(ring, MIDDLE, steady);
      return error(done ? steady : derained[MIDDLE]) / error(derained[MIDDLE]);
    }
  }

  /** The same when frames were passed. */
  private double without(int... passed) {
    Picture[] all = derained.clone();
    for (int i : passed) {
      derained[i] = null;
    }
    try {
      return left();
    } finally {
      System.arraycopy(all, 0, derained, 0, FRAMES);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 10, 12})
  void whatIsLeftOfTheRainFades(int depth) {
    shoot(depth);
    try (Ring ring = ring(Set.of());
        Deflicker steadier = new Deflicker(clean[0].format());
        Picture steady = new Picture(clean[0].format())) {
      assertTrue(steadier.steady(ring, MIDDLE, steady));
      double left = error(steady) / error(derained[MIDDLE]);
      assertTrue(left < 0.5, "left of the squared error: " + left);
      assertEquals(derained[MIDDLE].plane(1), steady.plane(1));
      assertEquals(derained[MIDDLE].plane(2), steady.plane(2));
    }
  }

  @Test
  void everyNeighbourHelps() {
    shoot(8);
    double all = left();
    double past = left(MIDDLE + 1);
    assertTrue(past < 0.7 && all < 0.85 * past, past + ", " + all);
    assertEquals(1, left(MIDDLE, MIDDLE + 1), "a scene of one frame");
  }

  @Test
  void aFrameThatWasPassedIsLeftOut() {
    shoot(8);
    assertEquals(left(MIDDLE + 1), without(MIDDLE + 1));
    assertEquals(1, without(MIDDLE - 1, MIDDLE + 1));
  }

  @Test
  void whereTheNetworkChangedNothingNothingChanges() {
    shoot(8);
    try (Ring ring = ring(Set.of());
        Deflicker steadier = new Deflicker(clean[0].format());
        Picture steady = new Picture(clean[0].format())) {
      assertTrue(steadier.steady(ring, MIDDLE, steady));
      for (int y = 0; y < 128; y++) {
        for (int x = 96; x < 192; x++) {
          int at = y * 192 + x;
          assertEquals(derained[MIDDLE].plane(0).get(at), steady.plane(0).get(at));
        }
      }
      Slot dry = ring.get(MIDDLE);
      dry.derained = clean[MIDDLE];
      dry.picture.copyFrom(clean[MIDDLE]);
      assertFalse(steadier.steady(ring, MIDDLE, steady), "a dry frame");
    }
  }

  @Test
  void whatDiffersIsNotMixedIn() {
    shoot(8);
    // Motion is found between derained frames: what is merely brighter would be matched elsewhere.
    for (int at = 0; at < clean[0].format().planeBytes(0); at++) {
      for (Picture picture : new Picture[] {rainy[MIDDLE], derained[MIDDLE]}) {
        picture.buffer().put(at, (byte) ((picture.buffer().get(at) & 255) / 2));
      }
      for (int i = 0; i < FRAMES; i++) {
        if (i != MIDDLE) {
          derained[i].buffer().put(at, (byte) 255);
        }
      }
    }
    Picture middle = copy(derained[MIDDLE]);
    try (middle;
        Ring ring = ring(Set.of());
        Deflicker steadier = new Deflicker(clean[0].format());
        Picture steady = new Picture(clean[0].format())) {
      assertTrue(steadier.steady(ring, MIDDLE, steady));
      assertEquals(middle.buffer(), steady.buffer());
    }
  }
}
