package org.derain.pipeline.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.PanSource;
import org.junit.jupiter.api.Test;

/** Which frames are looked at, and what becomes of what the network says. */
class DropFinderTest {
  private static final FrameFormat FORMAT = new FrameFormat(320, 192, 8);

  private final List<String> notes = new ArrayList<>();

  private boolean finds(int frames, boolean moving) {
    try (PanSource source = new PanSource(FORMAT, 0, 200);
        Picture picture = new Picture(FORMAT);
        DropFinder finder = new DropFinder(FORMAT)) {
      source.next(picture, new FrameTime());
      for (int i = 0; i < frames; i++) {
        finder.look(picture);
        for (int n = 0; moving && n < 3; n++) {
          source.next(picture, new FrameTime());
        }
      }
      return finder.find(notes::add).isPresent();
    }
  }

  @Test
  void framesAreSpreadOverTheClip() {
    for (int count : new int[] {24, 60, 1000, 100_001}) {
      long[] seen = LongStream.range(0, count).filter(n -> DropFinder.wants(n, count)).toArray();
      assertEquals(24, seen.length, "of " + count);
      assertTrue(seen[0] <= count / 24 && seen[23] == count - 1, "over all of " + count);
    }
    assertEquals(10, LongStream.range(0, 10).filter(n -> DropFinder.wants(n, 10)).count());
  }

  @Test
  void aDrySceneHasNone() {
    assertEquals(false, finds(24, true));
    assertEquals(List.of("no drops were found on the glass"), notes);
  }

  @Test
  void beforeAStillSceneAndInAShortClipNothingIsLookedFor() {
    assertEquals(false, finds(24, false));
    assertEquals(false, finds(5, true));
    assertEquals(
        List.of(
            "no drops are looked for on the glass: the picture hardly moves",
            "no drops are looked for on the glass: the clip is too short"),
        notes);
  }

  @Test
  void shapesReachAsFarAsTheyAreLikelyFromWhereTheyAreSure() {
    float[] likely = {
      0.6f, 0.95f, 0.1f, 0.7f, 0.7f,
      0.1f, 0.6f, 0.1f, 0.1f, 0.7f,
      0.95f, 0.1f, 0.1f, 0.1f, 0.1f
    };
    CoveredShapes found = CoveredShapes.of(likely, 5);
    byte in = (byte) 255;
    byte[] expected = {in, in, 0, 0, 0, 0, in, 0, 0, 0, in, 0, 0, 0, 0};
    assertArrayEquals(expected, found.samples());
    assertEquals(2, found.count(), "what is nowhere sure is none");
    assertEquals(2 / 15.0, found.sure());
    assertEquals(4 / 15.0, found.share());
  }
}
