package org.derain.training.learn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.derain.training.data.Sample;
import org.junit.jupiter.api.Test;

/** {@link Losses}: what a guess of the brightness comes to. */
class LossesTest {
  private static final int SIDE = 32;

  /**
   * A truth that is two thirds black and one third far brighter. Where nobody can tell which is
   * where, one guess serves all: the mean, 0.2, is right for a still, and the median, 0, for video.
   */
  @Test
  void stillsCountByTheirSquaredErrorAndVideoByItsDistance() {
    assertTrue(loss(true, 0.2) < loss(true, 0.02), "stills: the mean");
    assertTrue(loss(false, 0.02) < loss(false, 0.2), "video: the median");
  }

  @Test
  void aPerfectStillCostsNothing() {
    try (PointerScope scope = new PointerScope()) {
      Batch batch = Batch.of(List.of(sample(true, 40)));
      assertTrue(Losses.reconstruction(batch.truth(), batch).item_float() < 1e-6);
    }
  }

  /** Of an output that is the same everywhere. */
  private static float loss(boolean still, double guess) {
    try (PointerScope scope = new PointerScope()) {
      Batch batch = Batch.of(List.of(sample(still, 0)));
      Tensor output = batch.truth().mul(new Scalar(0f)).add(new Scalar((float) guess));
      return Losses.reconstruction(output, batch).item_float();
    }
  }

  /** A rainy window whose truth is two thirds dark and one third bright. */
  private static Sample sample(boolean still, int noise) {
    byte[] truth = new byte[SIDE * SIDE];
    Arrays.fill(truth, 0, truth.length / 3, (byte) 153);
    byte[] chroma = new byte[SIDE * SIDE / 2];
    Arrays.fill(chroma, 0, chroma.length / 3, (byte) 153);
    byte[] luma = new byte[5 * truth.length];
    for (int i = 0; i < 5; i++) {
      Arrays.fill(
          luma, i * truth.length, (i + 1) * truth.length, (byte) (100 + noise + (still ? 0 : i)));
    }
    return new Sample(
        luma, new byte[5 * chroma.length], truth, chroma, 1, new float[] {1, 0, 0}, true);
  }
}
