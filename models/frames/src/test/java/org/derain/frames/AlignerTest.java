package org.derain.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.Random;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Motion between pictures, of all shapes. */
class AlignerTest {
  /** A picture of soft blotches. */
  private static Picture blotches(FrameFormat format, int seed) {
    Picture picture = new Picture(format);
    byte[] noise = new byte[format.planeBytes(0)];
    new Random(seed).nextBytes(noise);
    picture.plane(0).put(noise);
    opencv_imgproc.GaussianBlur(picture.mat(0), picture.mat(0), new Size(0, 0), 3);
    for (int p = 1; p < 3; p++) {
      opencv_imgproc.resize(
          picture.mat(0), picture.mat(p), new Size(format.planeWidth(p), format.planeHeight(p)));
    }
    return picture;
  }

  private static Mat reduced(Aligner aligner, Picture picture) {
    Mat reduced = new Mat();
    aligner.reduce(picture, reduced);
    return reduced;
  }

  @ParameterizedTest
  @CsvSource({
    "2,2", "16,16", "1000,20", "180,32", "20,1000", "178,34", "960,30", "962,66", "64,2000",
    "4000,2", "128,128", "802,224"
  })
  void picturesOfAnyShapeAlign(int width, int height) {
    FrameFormat format = new FrameFormat(width, height, 8);
    try (Aligner aligner = new Aligner(format);
        Picture one = blotches(format, 1);
        Picture other = blotches(format, 2);
        Picture warped = new Picture(format);
        Mat from = reduced(aligner, one);
        Mat to = reduced(aligner, other);
        Mat flow = new Mat();
        Mat far = new Mat()) {
      aligner.flow(from, from, flow);
      assertTrue(aligner.still(flow));
      aligner.flow(from, to, flow);
      aligner.chain(flow, flow, far);
      aligner.warp(other, far, warped);
      assertEquals(aligner.width(), flow.cols());
      assertEquals(aligner.height(), flow.rows());
      assertTrue(opencv_core.checkRange(flow));
    }
  }

  @Test
  void aFlowDoesNotDependOnWhatTheMatrixHeld() {
    FrameFormat format = new FrameFormat(320, 180, 8);
    try (Aligner aligner = new Aligner(format);
        Picture one = blotches(format, 1);
        Picture other = blotches(format, 2);
        Mat from = reduced(aligner, one);
        Mat to = reduced(aligner, other);
        Mat first = new Mat();
        Mat second = new Mat()) {
      aligner.flow(from, to, first);
      aligner.flow(to, from, second);
      aligner.flow(from, to, second);
      assertEquals((FloatBuffer) first.createBuffer(), (FloatBuffer) second.createBuffer());
    }
  }

  @ParameterizedTest
  @CsvSource({"320,180", "160,96", "144,144", "320,256"})
  void theFirstFlowIsLikeAllLaterOnes(int width, int height) {
    FrameFormat format = new FrameFormat(width, height, 8);
    try (Aligner aligner = new Aligner(format, 4);
        Picture one = blotches(format, 1);
        Picture other = blotches(format, 2);
        Mat from = reduced(aligner, one);
        Mat to = reduced(aligner, other);
        Mat first = new Mat();
        Mat second = new Mat()) {
      aligner.flow(from, to, first);
      aligner.flow(from, to, second);
      assertEquals((FloatBuffer) first.createBuffer(), (FloatBuffer) second.createBuffer());
    }
  }

  @ParameterizedTest
  @CsvSource({"640,480,-96,36", "640,480,90,0", "1280,720,240,-60", "320,180,0,24"})
  void aPanOfAnEighthOfThePictureIsFollowed(int width, int height, int right, int down) {
    FrameFormat format = new FrameFormat(width, height, 8);
    int reach = Math.max(Math.abs(right), Math.abs(down));
    FrameFormat scene = new FrameFormat(width + 2 * reach, height + 2 * reach, 8);
    try (Aligner aligner = new Aligner(format);
        Picture all = blotches(scene, 1);
        Picture one = cut(all, format, reach, reach);
        Picture other = cut(all, format, reach - right, reach - down);
        Picture warped = new Picture(format);
        Mat from = reduced(aligner, one);
        Mat to = reduced(aligner, other);
        Mat flow = new Mat()) {
      aligner.flow(from, to, flow);
      aligner.warp(other, flow, warped);
      Rect inner = new Rect(reach, reach, width - 2 * reach, height - 2 * reach);
      double apart = distance(one, other, inner);
      assertTrue(apart > 4, "" + apart);
      assertTrue(distance(one, warped, inner) < apart / 8, "" + distance(one, warped, inner));
    }
  }

  /** Points move away from the middle by a tenth: those of the result come back by an eleventh. */
  @Test
  void aFlowIsInverted() {
    try (Aligner aligner = new Aligner(new FrameFormat(640, 480, 8));
        Mat grid = Aligner.identity(aligner.width(), aligner.height());
        Mat flow = new Mat();
        Mat back = new Mat()) {
      double x = aligner.width() / 2;
      double y = aligner.height() / 2;
      try (Mat middle = new Mat(grid.size(), grid.type(), new Scalar(x, y, 0, 0))) {
        opencv_core.subtract(grid, middle, flow);
      }
      flow.convertTo(flow, -1, 0.1, 0);
      aligner.invert(flow, back);
      try (FloatIndexer all = back.createIndexer()) {
        for (int row = 0; row < aligner.height(); row += 40) {
          for (int column = 0; column < aligner.width(); column += 40) {
            assertEquals((x - column) / 11, all.get(row, column, 0), 0.2);
            assertEquals((y - row) / 11, all.get(row, column, 1), 0.2);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"640,480", "1280,720", "4000,2", "30,1000"})
  void blocksThatStandStillAreCopiedAndOthersAreWarped(int width, int height) {
    FrameFormat format = new FrameFormat(width, height, 8);
    try (Aligner aligner = new Aligner(format);
        Picture scene = blotches(format, 1);
        Picture mixed = new Picture(format);
        Picture moved = new Picture(format);
        Mat flow = new Mat(aligner.height(), aligner.width(), opencv_core.CV_32FC2)) {
      // 64 pixels are a block: the first one stands almost still, all others move.
      flow.put(new Scalar(1.3, 0, 0, 0));
      aligner.warp(scene, flow, moved);
      int still = Math.min(aligner.width(), 64 * aligner.width() / width);
      new Mat(flow, new Rect(0, 0, still, aligner.height())).put(new Scalar(0.05, 0, 0, 0));
      aligner.warp(scene, flow, mixed);
      int edge = Math.min(width, 64);
      assertEquals(0, distance(scene, mixed, new Rect(0, 0, edge, height)));
      // Beside the border flows are mixed.
      int beyond = edge + 16;
      if (beyond < width) {
        Rect right = new Rect(beyond, 0, width - beyond, height);
        assertEquals(0, distance(moved, mixed, right));
        assertTrue(distance(scene, mixed, right) > 0);
      }
    }
  }

  /** A part of a picture as a picture; the corner is even. */
  private static Picture cut(Picture scene, FrameFormat format, int x, int y) {
    Picture part = new Picture(format);
    for (int p = 0; p < 3; p++) {
      int s = p == 0 ? 1 : 2;
      Rect rect = new Rect(x / s, y / s, format.planeWidth(p), format.planeHeight(p));
      new Mat(scene.mat(p), rect).copyTo(part.mat(p));
    }
    return part;
  }

  /** Mean distance of luma in a part of two pictures. */
  private static double distance(Picture a, Picture b, Rect part) {
    Mat one = new Mat(a.mat(0), part);
    Mat other = new Mat(b.mat(0), part);
    return opencv_core.norm(one, other, opencv_core.NORM_L1, null) / part.area();
  }
}
