package org.derain.frames;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {
  /** The letters of "abc/def", turned as EXIF's standard says. */
  private static final String[] SHOWN = {
    "abc/def", "cba/fed", "fed/cba", "def/abc", "ad/be/cf", "da/eb/fc", "fc/eb/da", "cf/be/ad"
  };

  private static Mat letters(String rows) {
    String[] lines = rows.split("/");
    Mat mat =
        new Mat(lines.length, lines[0].length(), org.bytedeco.opencv.global.opencv_core.CV_8U);
    try (UByteIndexer samples = mat.createIndexer()) {
      for (int y = 0; y < mat.rows(); y++) {
        for (int x = 0; x < mat.cols(); x++) {
          samples.put(y, x, lines[y].charAt(x));
        }
      }
    }
    return mat;
  }

  private static String text(Mat mat) {
    StringBuilder text = new StringBuilder();
    try (UByteIndexer samples = mat.createIndexer()) {
      for (int y = 0; y < mat.rows(); y++) {
        text.append(y == 0 ? "" : "/");
        for (int x = 0; x < mat.cols(); x++) {
          text.append((char) samples.get(y, x));
        }
      }
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void eachOfExifIsShownAsItsStandardSays(int exif) {
    try (Mat stored = letters("abc/def");
        Mat shown = new Mat()) {
      Orientation.ofExif(exif).turn(stored, shown);
      assertEquals(SHOWN[exif - 1], text(shown));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void turningBackGivesEveryBitBack(int exif) {
    Orientation orientation = Orientation.ofExif(exif);
    for (int depth : new int[] {8, 10}) {
      FrameFormat format = new FrameFormat(38, 22, depth);
      try (Picture stored = Pictures.noise(format, exif);
          Picture shown = new Picture(orientation.turn(format));
          Picture back = new Picture(format)) {
        orientation.turn(stored, shown);
        orientation.inverse().turn(shown, back);
        assertEquals(stored.buffer(), back.buffer());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void itsMatrixMovesThePixelsAsItDoes(int exif) {
    Orientation orientation = Orientation.ofExif(exif);
    int[] matrix = orientation.matrix(3, 2);
    assertEquals(orientation, Orientation.ofMatrix(matrix));
    // The centre of the stored letter f, (2.5, 1.5), in halves of a pixel.
    int x = (5 * (matrix[0] >> 16) + 3 * (matrix[3] >> 16) + 2 * (matrix[6] >> 16)) / 2;
    int y = (5 * (matrix[1] >> 16) + 3 * (matrix[4] >> 16) + 2 * (matrix[7] >> 16)) / 2;
    String[] rows = SHOWN[exif - 1].split("/");
    assertEquals('f', rows[y].charAt(x));
  }

  @Test
  void ffmpegsMatricesAreUnderstood() {
    int[] clockwise = new int[9];
    avutil.av_display_rotation_set(clockwise, 90);
    assertEquals(Orientation.ofExif(6), Orientation.ofMatrix(clockwise));
    avutil.av_display_rotation_set(clockwise, 270);
    assertEquals(Orientation.ofExif(8), Orientation.ofMatrix(clockwise));
    avutil.av_display_rotation_set(clockwise, 180);
    assertEquals(Orientation.ofExif(3), Orientation.ofMatrix(clockwise));
    avutil.av_display_rotation_set(clockwise, 10);
    assertTrue(Orientation.ofMatrix(clockwise).isUpright());
    int[] phone = {0, 1 << 16, 0, -1 << 16, 0, 0, 640 << 16, 0, 1 << 30};
    assertArrayEquals(phone, Orientation.ofExif(6).matrix(360, 640));
  }
}
