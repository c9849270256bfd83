package org.derain.rain.render;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import java.util.Random;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.derain.frames.FrameFormat;
import org.derain.rain.Camera;

/**
 * Lamps along a road, on both sides and above it: they stand still when the camera does, and pass
 * by when it moves.
 */
final class LampRow implements AutoCloseable {
  private static final int FIELDS = 4;

  /** The road that the lamps stand along, in metres, nearest and length; it repeats. */
  private static final double NEAREST = 7;

  private static final double ROAD = 90;

  /** Radius of the largest as a share of the picture's width. */
  private static final double LARGEST = 0.008;

  private final double[] lamps;
  private final Mat canvas;
  private final Workspace work = new Workspace();
  private final Mat cover = work.mat();
  private final double focal;
  private final double centreX;
  private final double centreY;
  private final double step;
  private final Point centre = new Point(0, 0);
  private final Scalar white = new Scalar(0);

  LampRow(int count, Camera camera, FrameFormat format, double framesPerSecond, long seed) {
    this.focal = camera.focal(format.width());
    this.canvas = new Mat(format.height(), format.width(), CV_8UC1);
    this.centreX = format.width() / 2.0;
    this.centreY = camera.horizon() * format.height();
    this.step = camera.forward() / framesPerSecond;
    this.lamps = new double[count * FIELDS];
    Random random = new Random(seed ^ 0x5DEECE66DL);
    double reach = 0.9 * centreX / focal;
    for (int i = 0; i < lamps.length; i += FIELDS) {
      double z = ROAD * random.nextDouble();
      double far = NEAREST + z;
      // Within view at its first distance; from the ground's height to that of street lamps.
      lamps[i] = far * reach * (2 * random.nextDouble() - 1);
      double highest = (0.35 + 0.5 * random.nextDouble()) * centreY * far / focal;
      lamps[i + 1] = Math.max(-highest, 0.7 - 6.5 * random.nextDouble());
      lamps[i + 2] = z;
      lamps[i + 3] = 0.06 + 0.16 * random.nextDouble();
    }
  }

  /** What they cover of a frame, 0 to 1, CV_32FC1, valid until the next call. */
  Mat draw(long frame) {
    white.put(0, 0);
    canvas.put(white);
    white.put(0, 255);
    for (int i = 0; i < lamps.length; i += FIELDS) {
      double moved = lamps[i + 2] - step * frame;
      double z = NEAREST + moved - ROAD * Math.floor(moved / ROAD);
      centre.x((int) Math.round(16 * (centreX + focal * lamps[i] / z)));
      centre.y((int) Math.round(16 * (centreY + focal * lamps[i + 1] / z)));
      double radius = Math.max(1, Math.min(LARGEST * canvas.cols(), focal * lamps[i + 3] / z));
      opencv_imgproc.circle(
          canvas,
          centre,
          (int) Math.round(16 * radius),
          white,
          opencv_imgproc.FILLED,
          opencv_imgproc.LINE_AA,
          4);
    }
    canvas.convertTo(cover, CV_32FC1, 1 / 255.0, 0);
    return cover;
  }

  @Override
  public void close() {
    canvas.close();
    work.close();
    centre.close();
    white.close();
  }
}
