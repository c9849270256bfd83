package org.derain.pipeline.glass;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;

/** Holes take what is around them, and nothing of what is in them. */
class SurroundTest {
  private static final int SIDE = 64;

  /** What is known: all but a square. */
  private static Mat around(int left, int top, int side) {
    Mat known = new Mat(SIDE, SIDE, CV_32FC1, Scalar.all(1));
    new Mat(known, new Rect(left, top, side, side)).put(Scalar.all(0));
    return known;
  }

  /** Left half (2, -1), right half (6, 3); nonsense in a square. */
  private static Mat halves(int left, int top, int side) {
    Mat values = new Mat(SIDE, SIDE, CV_32FC2, new Scalar(2, -1, 0, 0));
    new Mat(values, new Rect(SIDE / 2, 0, SIDE / 2, SIDE)).put(new Scalar(6, 3, 0, 0));
    new Mat(values, new Rect(left, top, side, side)).put(new Scalar(900, -900, 0, 0));
    return values;
  }

  @Test
  void aHoleTakesTheMeanOfWhatIsNearIt() {
    try (PointerScope scope = new PointerScope();
        Surround surround = new Surround(2)) {
      surround.fit(around(4, 20, 12));
      FloatIndexer filled = surround.fill(halves(4, 20, 12)).createIndexer();
      assertEquals(2, filled.get(26, 10, 0), 0.3);
      assertEquals(-1, filled.get(26, 10, 1), 0.3);
    }
  }

  @Test
  void otherHolesAreFilledAsIfTheyHadBeenTheFirst() {
    try (PointerScope scope = new PointerScope();
        Surround used = new Surround(2);
        Surround fresh = new Surround(2)) {
      used.fit(around(4, 20, 12));
      used.fit(around(44, 30, 10));
      fresh.fit(around(44, 30, 10));
      FloatIndexer again = used.fill(halves(44, 30, 10)).createIndexer();
      FloatIndexer once = fresh.fill(halves(44, 30, 10)).createIndexer();
      assertEquals(6, again.get(35, 49, 0), 0.3);
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          assertEquals(once.get(y, x, 0), again.get(y, x, 0), 0f);
          assertEquals(once.get(y, x, 1), again.get(y, x, 1), 0f);
        }
      }
    }
  }
}
