package org.derain.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemporalMedianTest {
  @ParameterizedTest
  @CsvSource({"3, 8", "5, 8", "3, 10", "5, 12"})
  void everySampleIsTheMiddleOne(int size, int bitDepth) {
    FrameFormat format = new FrameFormat(18, 10, bitDepth);
    List<Picture> window = new ArrayList<>();
    try (Picture into = new Picture(format);
        TemporalMedian median = new TemporalMedian()) {
      for (int i = 0; i < size; i++) {
        window.add(Pictures.noise(format, i));
      }
      median.median(window, into);
      for (int p = 0; p < 3; p++) {
        for (int i = 0; i < format.planeWidth(p) * format.planeHeight(p); i++) {
          int plane = p;
          int at = i;
          int[] sorted =
              window.stream().mapToInt(w -> Pictures.sample(w, plane, at)).sorted().toArray();
          assertEquals(sorted[size / 2], Pictures.sample(into, p, i));
        }
      }
    } finally {
      window.forEach(Picture::close);
    }
  }

  @Test
  void otherSizesAreRefused() {
    FrameFormat format = new FrameFormat(16, 16, 8);
    try (Picture picture = new Picture(format);
        TemporalMedian median = new TemporalMedian()) {
      List<Picture> four = List.of(picture, picture, picture, picture);
      assertThrows(IllegalArgumentException.class, () -> median.median(four, picture));
    }
  }
}
