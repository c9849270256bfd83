package org.derain.pipeline.glass;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sky on the left, leaves on the right, and a drop before each. */
class EvenGroundTest {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 96;
  private static final int SIDE = 10;
  private static final int TOP = 40;
  private static final int LEFT = 40;
  private static final int RIGHT = 120;

  /** Samples below the largest of luma; grey elsewhere. */
  private static Picture scene(FrameFormat format) {
    Picture picture = new Picture(format);
    int step = 1 << (format.bitDepth() - 8);
    Random random = new Random(7);
    for (int y = 0; y < 2 * HEIGHT; y++) {
      for (int x = 0; x < 2 * WIDTH; x++) {
        boolean drop = (x / 2 - LEFT + SIDE) % (RIGHT - LEFT) < SIDE && y / 2 - TOP < SIDE;
        int level = drop && y / 2 >= TOP ? 10 : x < WIDTH ? 180 : 40 + 140 * random.nextInt(2);
        int at = y * 2 * WIDTH + x;
        if (format.sampleBytes() == 1) {
          picture.plane(0).put(at, (byte) level);
        } else {
          picture.plane(0).order(ByteOrder.nativeOrder()).putShort(2 * at, (short) (level * step));
        }
      }
    }
    for (int p = 1; p < 3; p++) {
      try (Scalar grey = Scalar.all(128 * step)) {
        picture.mat(p).put(grey);
      }
    }
    return picture;
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 10})
  void aDropBeforeASkyTakesItsColour(int depth) {
    FrameFormat format = new FrameFormat(2 * WIDTH, 2 * HEIGHT, depth);
    Mat known = new Mat(HEIGHT, WIDTH, CV_32FC1, Scalar.all(1));
    try (PointerScope scope = new PointerScope()) {
      for (int left : new int[] {LEFT, RIGHT}) {
        new Mat(known, new Rect(left - SIDE - 1, TOP - 1, SIDE + 2, SIDE + 2)).put(Scalar.all(0));
      }
    }
    try (EvenGround ground = new EvenGround(format, known);
        Picture picture = scene(format)) {
      Mat share = null;
      for (int i = 0; i < 20; i++) {
        share = ground.look(picture);
      }
      try (FloatIndexer even = share.createIndexer();
          FloatIndexer luma = ground.mean(0).createIndexer()) {
        int y = TOP + SIDE / 2;
        assertTrue(even.get(y, LEFT - SIDE / 2) > 0.9, "the sky is even");
        assertEquals(0, even.get(y, RIGHT - SIDE / 2), "leaves are not");
        assertEquals(180 << (depth - 8), luma.get(y, LEFT - SIDE / 2), 1 << (depth - 8));
      }
      ground.forget();
      try (FloatIndexer even = share.createIndexer()) {
        assertEquals(0, even.get(TOP, LEFT));
      }
    }
    known.close();
  }
}
