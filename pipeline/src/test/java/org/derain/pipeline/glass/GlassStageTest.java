package org.derain.pipeline.glass;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameSink;
import org.derain.pipeline.FrameSource;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.GlassMask;
import org.derain.pipeline.Keep;
import org.derain.pipeline.PanSource;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.run.Pipeline;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.zoo.RainScore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What drops hide comes out of frames before, and nothing else changes. */
class GlassStageTest {
  private static final FrameFormat FORMAT = new FrameFormat(320, 192, 8);
  private static final int FRAMES = 16;

  /** Where the drop is, in pixels; even. */
  private static final int LEFT = 140;

  private static final int TOP = 80;
  private static final int SIDE = 24;

  @TempDir private Path folder;

  private final List<Double> before = new ArrayList<>();
  private final List<Double> after = new ArrayList<>();
  private int changed;
  private int changedOutside;

  /** A drop, grey, over whatever a source shows. */
  private static void paint(Picture picture) {
    for (int p = 0; p < 3; p++) {
      try (PointerScope scope = new PointerScope()) {
        part(picture, p, 0).put(Scalar.all(20));
      }
    }
  }

  private static Mat part(Picture picture, int plane, int rim) {
    int s = plane == 0 ? 1 : 2;
    return new Mat(
        picture.mat(plane),
        new Rect((LEFT - rim) / s, (TOP - rim) / s, (SIDE + 2 * rim) / s, (SIDE + 2 * rim) / s));
  }

  /** The pan through glass with a drop; or, standing still, one picture of it. */
  private record Wet(FrameSource scene, boolean still) implements FrameSource {
    @Override
    public FrameFormat format() {
      return FORMAT;
    }

    @Override
    public boolean next(Picture into, FrameTime time) {
      boolean more;
      if (still) {
        try (PanSource first = new PanSource(FORMAT, 0, 1)) {
          first.next(into, new FrameTime());
        }
        try (Picture spare = new Picture(FORMAT)) {
          more = scene.next(spare, time);
        }
      } else {
        more = scene.next(into, time);
      }
      paint(into);
      return more;
    }

    @Override
    public void close() {
      scene.close();
    }
  }

  /** A picture of where the drop is, of a size. */
  private GlassMask mask(int width, int height) {
    Path file = folder.resolve("mask.png");
    int s = FORMAT.width() / width;
    try (PointerScope scope = new PointerScope()) {
      Mat picture = new Mat(height, width, CV_8UC1, Scalar.all(0));
      new Mat(picture, new Rect(LEFT / s, TOP / s, SIDE / s, SIDE / s)).put(Scalar.all(255));
      opencv_imgcodecs.imwrite(file.toString(), picture);
    }
    return GlassMask.read(file);
  }

  /** Compares with the scene without the drop, frame by frame. */
  private final class Judge implements FrameSink {
    private final PanSource truth = new PanSource(FORMAT, 0, FRAMES);
    private final Picture dry = new Picture(FORMAT);

    @Override
    public void write(Picture original, Picture result, FrameTime time) {
      truth.next(dry, new FrameTime());
      before.add(error(original));
      after.add(error(result));
      changed += original.buffer().equals(result.buffer()) ? 0 : 1;
      for (int p = 0; p < 3; p++) {
        try (PointerScope scope = new PointerScope()) {
          part(original, p, 8).copyTo(part(result, p, 8));
          changedOutside +=
              (int) opencv_core.norm(original.mat(p), result.mat(p), opencv_core.NORM_INF, null);
        }
      }
    }

    private double error(Picture picture) {
      try (PointerScope scope = new PointerScope()) {
        return opencv_core.norm(
                part(picture, 0, 0), part(dry, 0, 0), opencv_core.NORM_L1, new Mat())
            / (SIDE * SIDE);
      }
    }

    @Override
    public void close() {
      truth.close();
      dry.close();
    }
  }

  private void run(boolean still, GlassMask mask, List<Keep> keep) {
    RainFilter copying =
        (window, into) -> {
          into.copyFrom(window[2]);
          return RainScore.of(0);
        };
    PipelineOptions options = PipelineOptions.defaults().withKeep(keep).withGlass(mask);
    try (FrameSource source = new Wet(new PanSource(FORMAT, 0, FRAMES), still);
        Judge judge = new Judge()) {
      new Pipeline(copying, options, (out, time, derained, score) -> {}, note -> {})
          .run(source, judge);
    }
    assertEquals(FRAMES, after.size());
  }

  @Test
  void whatADropHidesWasSeenBefore() {
    run(false, mask(320, 192), List.of());
    assertEquals(before.get(0), after.get(0), "nothing was seen before the first frame");
    for (int t = 10; t < FRAMES; t++) {
      assertTrue(after.get(t) < before.get(t) / 2, "frame " + t + ": " + after + " of " + before);
    }
    assertEquals(0, changedOutside, "of pixels 8 away from the drop");
  }

  @Test
  void aMaskMayBeSmallerThanTheVideo() {
    run(false, mask(160, 96), List.of());
    int last = FRAMES - 1;
    assertTrue(after.get(last) < before.get(last) / 2, after + " of " + before);
  }

  @Test
  void beforeACameraThatStandsStillFramesStayAsTheyAre() {
    run(true, mask(320, 192), List.of());
    assertEquals(0, changed);
  }

  @Test
  void partsToKeepStayAsTheyAre() {
    run(false, mask(320, 192), List.of(new Keep(LEFT - 16, TOP - 16, SIDE + 32, SIDE + 32)));
    assertEquals(0, changed);
  }

  @Test
  void aMaskOfAnotherShapeIsRefused() {
    GlassMask square = mask(320, 320);
    MediaException refused =
        assertThrows(MediaException.class, () -> run(false, square, List.of()));
    assertEquals(
        "the mask of the glass, mask.png, has 320x320 pixels and the pictures have 320x192:"
            + " make it of their shape",
        refused.getMessage());
    assertEquals(List.of(), after);
  }

  @Test
  void whatIsNoMaskIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.png"), "no picture");
    assertTrue(
        assertThrows(MediaException.class, () -> GlassMask.read(text))
            .getMessage()
            .endsWith("text.png: not a picture; give a PNG, white where drops hide"));
    assertThrows(MediaException.class, () -> GlassMask.read(folder));
    assertNotEquals(mask(320, 192), mask(160, 96));
    assertEquals(mask(320, 192), mask(320, 192));
  }
}
