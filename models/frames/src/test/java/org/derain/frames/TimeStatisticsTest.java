package org.derain.frames;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;

/** What stands still, and what changes, place by place. */
class TimeStatisticsTest {
  private static final int SIDE = 32;

  /** Standard deviation, and the share of edges that stands still, among the statistics. */
  private static final int DEVIATION = 3;

  private static final int STANDING = 6;

  /** Frames whose right half flickers by 40 steps, with a square that stands still at the left. */
  private static TimeStatistics over(int frames) {
    TimeStatistics statistics = new TimeStatistics(SIDE, SIDE);
    for (int i = 0; i < frames; i++) {
      try (PointerScope scope = new PointerScope()) {
        Mat luma = new Mat(SIDE, SIDE, CV_32FC1, Scalar.all(100));
        new Mat(luma, new Rect(SIDE / 2, 0, SIDE / 2, SIDE)).put(Scalar.all(100 + 40 * (i % 2)));
        new Mat(luma, new Rect(4, 4, 6, 6)).put(Scalar.all(160));
        Mat colour = new Mat(SIDE / 2, SIDE / 2, CV_32FC1, Scalar.all(128));
        statistics.add(new Mat[] {luma, colour, colour});
      }
    }
    return statistics;
  }

  private static float at(float[] all, int channel, int x, int y) {
    return all[(channel * SIDE + y) * SIDE + x];
  }

  @Test
  void whatChangesIsToldFromWhatStandsStill() {
    float[] all = new float[TimeStatistics.CHANNELS * SIDE * SIDE];
    try (TimeStatistics statistics = over(8)) {
      assertEquals(8, statistics.frames());
      assertEquals(20, statistics.change(), 1e-4, "half of the picture by 40 steps");
      statistics.put(all, 0);
    }
    assertEquals(20 / 16.0, at(all, DEVIATION, 28, 16), 1e-3);
    assertEquals(0, at(all, DEVIATION, 6, 6), 1e-3);
    assertTrue(at(all, STANDING, 4, 6) > 1.8, "the edge of the square stands still");
    assertEquals(0, at(all, STANDING, 28, 16), 1e-3);
    assertEquals(0, at(all, 1, 6, 6), 1e-3, "no colour");
  }

  @Test
  void picturesAreLookedAtSmallAndOfTheirShape() {
    assertArrayEquals(new int[] {320, 180}, TimeStatistics.size(1920, 1080));
    assertArrayEquals(new int[] {180, 320}, TimeStatistics.size(1080, 1920));
    assertArrayEquals(new int[] {160, 96}, TimeStatistics.size(160, 96));
  }
}
