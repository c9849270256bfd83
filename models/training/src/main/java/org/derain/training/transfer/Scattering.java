package org.derain.training.transfer;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.training.data.Sample;

/**
 * What drops between the scene and the camera do to light by scattering it: every point spreads (a
 * Gaussian), and the light of the air lies over all, {@code t · J + (1 - t) · A}; the same for all
 * frames of a window.
 *
 * @param sigma of the spread, in luma samples
 * @param through share of the scene's light that comes through, 0 to 1
 * @param air luma of the light of the air, 0 to 255
 */
record Scattering(double sigma, double through, double air) {
  private static final double LEAST_SPREAD = 0.6;
  private static final double MOST_SPREAD = 2.4;
  private static final double LEAST_THROUGH = 0.55;
  private static final double MOST_THROUGH = 0.95;
  private static final double LEAST_AIR = 140;
  private static final double MOST_AIR = 235;

  /** Any of what is seen in rain. */
  static Scattering draw(Random random) {
    return new Scattering(
        between(random, LEAST_SPREAD, MOST_SPREAD),
        between(random, LEAST_THROUGH, MOST_THROUGH),
        between(random, LEAST_AIR, MOST_AIR));
  }

  private static double between(Random random, double least, double most) {
    return least + (most - least) * random.nextDouble();
  }

  /** The window scattered; its truth is the frame in the middle as it was. */
  Sample over(Sample sample) {
    int side = (int) Math.sqrt(sample.trueLuma().length);
    return new Sample(
        planes(sample.luma(), side, sigma, air),
        planes(sample.chroma(), side / 2, sigma / 2, 128),
        sample.trueLuma(),
        sample.trueChroma(),
        sample.rain(),
        sample.types(),
        true);
  }

  /** Square planes, one below the other, each by itself. */
  private byte[] planes(byte[] samples, int side, double spread, double light) {
    byte[] scattered = new byte[samples.length];
    try (PointerScope scope = new PointerScope()) {
      for (int at = 0; at < samples.length; at += side * side) {
        BytePointer data = new BytePointer((long) side * side).put(samples, at, side * side);
        Mat plane = new Mat(side, side, CV_8UC1, data);
        opencv_imgproc.GaussianBlur(plane, plane, new Size(0, 0), spread);
        plane.convertTo(plane, -1, through, (1 - through) * light);
        plane.data().get(scattered, at, side * side);
      }
    }
    return scattered;
  }
}
