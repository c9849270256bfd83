package org.derain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.frames.Quality;
import org.junit.jupiter.api.Test;

/** Neighbours lie on the grid of the frame in the middle when the camera moves. */
class AlignmentTest {
  private static final FrameFormat FORMAT = new FrameFormat(192, 128, 8);
  private static final FrameSink NOWHERE =
      new FrameSink() {
        @Override
        public void write(Picture original, Picture derained, FrameTime time) {}

        @Override
        public void close() {}
      };

  /** A camera that pans over a blotchy wall, 3 to 5 pixels a frame, from a first frame on. */
  private static final class Pan implements FrameSource {
    private final Mat wall = new Mat(140, 1200, 0);
    private final int frames;
    private int index;

    Pan(int first, int frames) {
      this.index = first;
      this.frames = frames;
      byte[] samples = new byte[140 * 1200];
      new Random(5).nextBytes(samples);
      wall.data().put(samples, 0, samples.length);
      opencv_imgproc.GaussianBlur(wall, wall, new Size(0, 0), 4);
      wall.convertTo(wall, 0, 8, -8 * 128 + 128);
    }

    @Override
    public FrameFormat format() {
      return FORMAT;
    }

    @Override
    public boolean next(Picture into, FrameTime time) {
      if (index == frames) {
        return false;
      }
      Rect view = new Rect(4 * index + index % 2, index % 4, FORMAT.width(), FORMAT.height());
      try (Mat seen = new Mat(wall, view)) {
        seen.copyTo(into.mat(0));
        Size half = new Size(FORMAT.planeWidth(1), FORMAT.planeHeight(1));
        opencv_imgproc.resize(seen, into.mat(1), half);
        opencv_imgproc.resize(seen, into.mat(2), half);
      }
      time.pts = index++;
      time.duration = 1;
      time.context = false;
      return true;
    }

    @Override
    public void close() {
      wall.close();
    }
  }

  private static void run(Pan source, PipelineOptions options, RainFilter filter) {
    PipelineStats stats =
        new Pipeline(filter, options, (out, time, derained, rain) -> {}, note -> {})
            .run(source, NOWHERE);
    assertEquals(Map.of(), stats.errors());
    source.close();
  }

  @Test
  void alignmentBringsNeighboursOntoTheCentre() {
    double[] aligned = likeness(PipelineOptions.defaults());
    double[] plain = likeness(PipelineOptions.defaults().withAlign(false));
    for (int i : new int[] {0, 1, 3, 4}) {
      assertTrue(
          aligned[i] > plain[i] + 8,
          Arrays.toString(aligned) + " dB aligned, not " + Arrays.toString(plain));
    }
  }

  /** Mean PSNR of the window's frames against the one in the middle, over luma and chroma. */
  private static double[] likeness(PipelineOptions options) {
    double[] sum = new double[5];
    int frames = 12;
    run(
        new Pan(0, frames),
        options,
        (window, into) -> {
          for (int i : new int[] {0, 1, 3, 4}) {
            if (window[i] != window[2]) {
              sum[i] +=
                  (Quality.psnr(window[i], window[2], 0) + Quality.psnr(window[i], window[2], 1))
                      / (2 * (frames - 1));
            }
          }
          return 0;
        });
    return sum;
  }

  @Test
  void aWindowDependsOnItsFramesAlone() {
    Map<Integer, List<Integer>> whole = windows(new Pan(0, 60));
    Map<Integer, List<Integer>> later = windows(new Pan(33, 50));
    for (int t = 35; t < 48; t++) {
      assertEquals(whole.get(t), later.get(t), "frame " + t);
    }
  }

  /** The hashes of the samples in the window of each frame. */
  private static Map<Integer, List<Integer>> windows(Pan source) {
    Map<Integer, List<Integer>> windows = new HashMap<>();
    int first = source.index;
    run(
        source,
        PipelineOptions.defaults(),
        (window, into) -> {
          windows.put(
              first + windows.size(),
              IntStream.range(0, 5).mapToObj(i -> window[i].buffer().hashCode()).toList());
          return 0;
        });
    return windows;
  }
}
