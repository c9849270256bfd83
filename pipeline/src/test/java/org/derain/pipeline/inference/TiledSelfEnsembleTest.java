package org.derain.pipeline.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.RainFilter;
import org.derain.zoo.RainScore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stills in pieces: every point is reached, and guesses that differ are evened out. */
class TiledSelfEnsembleTest {
  private static final RainScore WET = RainScore.of(1);

  @ParameterizedTest
  @CsvSource({"224,224,8", "480,322,8", "226,2,8", "100,700,10", "2,2,8"})
  void whatIsDoneToEveryPieceIsDoneToTheStill(int width, int height, int bits) {
    FrameFormat format = new FrameFormat(width, height, bits);
    RainFilter darker =
        (window, into) -> {
          for (int plane = 0; plane < 3; plane++) {
            darken(window[2].mat(plane), 1 + plane, into.mat(plane));
          }
          return WET;
        };
    try (Picture still = noise(format);
        Picture expected = new Picture(format);
        Picture into = new Picture(format);
        TiledSelfEnsemble pieces = new TiledSelfEnsemble(darker, format)) {
      Picture[] window = new Picture[5];
      Arrays.fill(window, still);
      darker.derain(window, expected);
      pieces.derain(still, into, () -> false);
      assertEquals(expected.buffer(), into.buffer());
    }
  }

  @Test
  void aLeaningToOneSideIsEvenedOut() {
    FrameFormat format = new FrameFormat(640, 360, 8);
    RainFilter leftHalf =
        (window, into) -> {
          into.copyFrom(window[2]);
          int half = into.format().width() / 2;
          try (Mat left = new Mat(into.mat(0), new Rect(0, 0, half, into.format().height()))) {
            darken(left, 40, left);
          }
          return WET;
        };
    try (Picture still = noise(format);
        Picture into = new Picture(format);
        TiledSelfEnsemble pieces = new TiledSelfEnsemble(leftHalf, format);
        Mat change = new Mat()) {
      pieces.derain(still, into, () -> false);
      opencv_core.absdiff(still.mat(0), into.mat(0), change);
      double[] least = new double[1];
      double[] most = new double[1];
      opencv_core.minMaxLoc(change, least, most, null, null, null);
      assertEquals(20, least[0], 1);
      assertEquals(20, most[0], 1);
      assertTrue(still.plane(1).equals(into.plane(1)));
    }
  }

  @Test
  void stopsBetweenPieces() {
    FrameFormat format = new FrameFormat(640, 360, 8);
    int[] runs = {0};
    RainFilter counting =
        (window, into) -> {
          runs[0]++;
          return WET;
        };
    try (Picture still = noise(format);
        Picture into = new Picture(format);
        TiledSelfEnsemble pieces = new TiledSelfEnsemble(counting, format)) {
      assertThrows(
          CancellationException.class, () -> pieces.derain(still, into, () -> runs[0] == 3));
      assertEquals(3, runs[0]);
    }
  }

  private static void darken(Mat from, int levels, Mat into) {
    try (Mat constant = new Mat(from.size(), from.type(), Scalar.all(levels))) {
      opencv_core.subtract(from, constant, into);
    }
  }

  /** Neither near black nor near white. */
  private static Picture noise(FrameFormat format) {
    Picture picture = new Picture(format);
    Random random = new Random(5);
    for (int plane = 0; plane < 3; plane++) {
      var samples = picture.plane(plane);
      while (samples.hasRemaining()) {
        int value = 60 + random.nextInt(140);
        if (format.sampleBytes() == 1) {
          samples.put((byte) value);
        } else {
          samples.putShort((short) value);
        }
      }
    }
    return picture;
  }
}
