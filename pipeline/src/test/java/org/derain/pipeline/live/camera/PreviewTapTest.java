package org.derain.pipeline.live.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.FakeClock;
import org.derain.pipeline.live.Preview;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Frames are copied for those who watch, and for nobody else. */
class PreviewTapTest {
  private final FakeClock clock = new FakeClock();
  private final PreviewTap tap = new PreviewTap(clock);
  private final Picture original = new Picture(new FrameFormat(64, 48, 8));
  private final Picture result = new Picture(new FrameFormat(64, 48, 8));

  @AfterEach
  void free() {
    tap.close();
    original.close();
    result.close();
  }

  @Test
  void framesAreCopiedForThreeSecondsAfterSomebodyAsked() {
    tap.frame(1, true, original, result);
    assertTrue(tap.newest().isEmpty(), "nobody had asked");
    tap.frame(2, true, original, result);
    Preview second = tap.newest().orElseThrow();
    assertEquals(2, second.number());
    assertSame(second, tap.newest().orElseThrow(), "made once");
    clock.advance(3 * FakeClock.SECOND);
    tap.frame(3, true, original, result);
    clock.advance(1);
    tap.frame(4, true, original, result);
    assertEquals(3, tap.newest().orElseThrow().number());
    tap.frame(5, true, original, result);
    assertEquals(5, tap.newest().orElseThrow().number());
  }

  @Test
  void whatIsNotDerainedIsShownOnce() {
    tap.newest();
    tap.frame(1, false, original, original);
    Preview passed = tap.newest().orElseThrow();
    assertFalse(passed.derained());
    assertSame(passed.before(), passed.after());
    tap.frame(2, true, original, result);
    Preview derained = tap.newest().orElseThrow();
    assertTrue(derained.derained());
    assertNotSame(derained.before(), derained.after());
  }

  @Test
  void largePicturesAreShownSmaller() {
    try (Picture large = new Picture(new FrameFormat(1920, 1080, 10));
        PointerScope scope = new PointerScope()) {
      tap.newest();
      tap.frame(1, false, large, large);
      byte[] jpeg = tap.newest().orElseThrow().before();
      Mat shown =
          opencv_imgcodecs.imdecode(new Mat(new BytePointer(jpeg)), opencv_imgcodecs.IMREAD_COLOR);
      scope.attach(shown);
      assertEquals(960, shown.cols());
      assertEquals(540, shown.rows());
    }
  }
}
