package org.derain.pipeline.window;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;

/** What is a cut and what is not. */
class SceneCutTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final int FRAMES = 16;

  /** A blotchy landscape, wider than a frame, the larger the stronger; another for each seed. */
  private static Mat scene(int seed) {
    Random random = new Random(seed);
    Mat scene = new Mat(HEIGHT, 3 * WIDTH, CV_8UC1, Scalar.all(0));
    for (int size : new int[] {80, 40, 20, 10, 5}) {
      Mat blotches = new Mat(HEIGHT / size + 1, 3 * WIDTH / size + 1, CV_8UC1);
      ByteBuffer samples = blotches.createBuffer();
      while (samples.hasRemaining()) {
        samples.put((byte) random.nextInt(80 * size / 50 + 1));
      }
      Mat large = new Mat();
      opencv_imgproc.resize(blotches, large, new Size(3 * WIDTH, HEIGHT));
      opencv_core.add(scene, large, scene);
    }
    return scene;
  }

  private static Mat view(Mat scene, int left) {
    return new Mat(scene, new Rect(left, 0, WIDTH, HEIGHT)).clone();
  }

  private static List<Integer> cuts(IntFunction<Mat> frames) {
    List<Integer> cuts = new ArrayList<>();
    try (SceneCut detector = new SceneCut()) {
      for (int i = 0; i < FRAMES; i++) {
        try (Mat frame = frames.apply(i)) {
          if (detector.next(frame)) {
            cuts.add(i);
          }
        }
      }
    }
    return cuts;
  }

  @Test
  void everyChangeOfSceneIsACut() {
    for (int seed = 1; seed < 20; seed++) {
      Mat one = scene(seed);
      Mat other = scene(seed + 100);
      assertEquals(List.of(0, 5, 11), cuts(i -> view(i < 5 || i >= 11 ? one : other, 3 * i)));
    }
  }

  @Test
  void aDarkSceneIsCutLikeABrightOne() {
    Mat one = scene(1);
    Mat other = scene(2);
    assertEquals(
        List.of(0, 7),
        cuts(
            i -> {
              Mat frame = view(i < 7 ? one : other, 0);
              frame.convertTo(frame, CV_8UC1, 0.2, 5);
              return frame;
            }));
  }

  @Test
  void aPanIsNoCut() {
    Mat scene = scene(3);
    for (int speed : new int[] {1, 6, 12}) {
      // Stands still, starts at once, moves, stops at once.
      assertEquals(
          List.of(0), cuts(i -> view(scene, speed * Math.max(0, Math.min(i - 3, 9)))), "" + speed);
    }
  }

  /** A bright sky over a dark road. */
  private static Mat road() {
    Mat road = scene(4);
    road.convertTo(road, CV_8UC1, 0.15, 60);
    Mat sky = new Mat(road, new Rect(0, 0, 3 * WIDTH, HEIGHT / 2));
    sky.convertTo(sky, CV_8UC1, 0.3, 170);
    return road;
  }

  /**
   * Facades in two shades, somewhat more of the brighter: when a part of them is covered, the
   * median jumps from one to the other.
   */
  private static Mat facades() {
    Mat facades = scene(4);
    facades.convertTo(facades, CV_8UC1, 0.03, 120);
    for (int left = 0; left < 3 * WIDTH; left += WIDTH / 2) {
      Mat bright = new Mat(facades, new Rect(left, 0, 85, HEIGHT));
      bright.convertTo(bright, CV_8UC1, 1, 35);
    }
    return facades;
  }

  @Test
  void aWiperIsNoCut() {
    for (Mat scene : List.of(scene(3), road(), facades())) {
      for (int thick : new int[] {12, 24, 36}) {
        // It turns around a point below the picture, from left to right in eight frames and back.
        assertEquals(
            List.of(0),
            cuts(
                i -> {
                  Mat frame = view(scene, 4 * i);
                  double angle = Math.toRadians(15 + 150.0 * (i < 12 ? i - 4 : 20 - i) / 8);
                  if (i >= 4) {
                    opencv_imgproc.line(
                        frame,
                        new Point(WIDTH / 2, HEIGHT + 10),
                        new Point(
                            (int) (WIDTH / 2 - 200 * Math.cos(angle)),
                            (int) (HEIGHT + 10 - 200 * Math.sin(angle))),
                        Scalar.all(15),
                        thick,
                        opencv_imgproc.LINE_AA,
                        0);
                  }
                  return frame;
                }),
            thick + " pixels wide");
      }
    }
  }

  @Test
  void exposureIsNoCut() {
    Mat scene = scene(4);
    double[] gains = {1, 0.6, 1, 0.5, 0.5, 0.9, 0.4, 1};
    assertEquals(
        List.of(0),
        cuts(
            i -> {
              Mat frame = view(scene, i);
              frame.convertTo(frame, CV_8UC1, gains[i % gains.length], 3 * i);
              return frame;
            }));
  }

  @Test
  void rainThatComesAndGoesIsNoCut() {
    Mat scene = scene(5);
    Random random = new Random(6);
    assertEquals(
        List.of(0),
        cuts(
            i -> {
              Mat frame = view(scene, 2 * i);
              for (int streak = 0; i % 4 != 3 && streak < 300; streak++) {
                int x = random.nextInt(WIDTH);
                int y = random.nextInt(HEIGHT);
                try (Point from = new Point(x, y);
                    Point to = new Point(x + 3, y + 25)) {
                  opencv_imgproc.line(frame, from, to, Scalar.all(230));
                }
              }
              // As the frames are on which the detector looks.
              opencv_imgproc.medianBlur(frame, frame, 3);
              return frame;
            }));
  }
}
