package org.derain.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.Random;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
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
        Mat from = new Mat();
        Mat to = new Mat();
        Mat flow = new Mat();
        Mat far = new Mat()) {
      aligner.reduce(one, from);
      aligner.reduce(other, to);
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
        Mat from = new Mat();
        Mat to = new Mat();
        Mat first = new Mat();
        Mat second = new Mat()) {
      aligner.reduce(one, from);
      aligner.reduce(other, to);
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
        Mat from = new Mat();
        Mat to = new Mat();
        Mat first = new Mat();
        Mat second = new Mat()) {
      aligner.reduce(one, from);
      aligner.reduce(other, to);
      aligner.flow(from, to, first);
      aligner.flow(from, to, second);
      assertEquals((FloatBuffer) first.createBuffer(), (FloatBuffer) second.createBuffer());
    }
  }
}
