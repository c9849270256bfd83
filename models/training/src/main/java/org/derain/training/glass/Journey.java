package org.derain.training.glass;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import java.util.List;
import java.util.Random;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.TimeStatistics;

/**
 * The frames of one sample before anything is on the glass: a square of a clip, seen by a camera
 * that moves as the clip's does, on a way of its own besides, or that jumps as in a long drive.
 */
final class Journey {
  private final Random random;
  private final List<GlassClip> clips;
  private final GlassClip clip;
  private final boolean jumps;
  private final int side;
  private final int[] frames = new int[TimeStatistics.FRAMES];
  private final double zoom;
  private final double closer;
  private final double shake;
  private final double fromX;
  private final double fromY;
  private final double overX;
  private final double overY;
  private final double gain;
  private final double lift;
  private final boolean mirrored;

  /**
   * A journey through one clip of many.
   *
   * @param still whether the camera may do nothing of its own where the clip's does not move
   * @param side of the square in samples
   */
  Journey(List<GlassClip> clips, boolean still, int side, Random random) {
    this.random = random;
    this.clips = clips;
    this.side = side;
    this.clip = clips.get(random.nextInt(clips.size()));
    this.jumps = !still && random.nextInt(8) == 0;
    boolean moved = still ? random.nextInt(3) == 0 : !clip.moving() || random.nextInt(3) == 0;
    int all = clip.frames().size();
    int span = Math.min(all, TimeStatistics.FRAMES + random.nextInt(all));
    int first = random.nextInt(all - span + 1);
    for (int i = 0; i < frames.length; i++) {
      frames[i] = first + (int) ((long) i * span / frames.length);
    }
    this.zoom = clip.scale() * Math.exp(0.35 * random.nextGaussian() - 0.1);
    this.closer = moved && random.nextBoolean() ? 0.6 * random.nextDouble() : 0;
    this.shake = moved && random.nextInt(3) == 0 ? 3 * random.nextDouble() : 0;
    this.fromX = random.nextDouble();
    this.fromY = random.nextDouble();
    double way = moved ? 15 + 185 * random.nextDouble() : 0;
    double angle = 2 * Math.PI * random.nextDouble();
    this.overX = way * Math.cos(angle);
    this.overY = 0.6 * way * Math.sin(angle);
    boolean dark = random.nextInt(6) == 0;
    this.gain = dark ? 0.25 + 0.4 * random.nextDouble() : 0.75 + 0.45 * random.nextDouble();
    this.lift = dark ? 0 : 20 * random.nextDouble() - 5;
    this.mirrored = random.nextBoolean();
  }

  /**
   * Puts frame {@code i}, 0 to {@value TimeStatistics#FRAMES} (excluded), into planes, CV_32FC1 in
   * 8-bit steps.
   */
  void frame(int i, Mat[] planes) {
    GlassClip from = jumps ? clips.get(random.nextInt(clips.size())) : clip;
    int number = jumps ? random.nextInt(from.frames().size()) : frames[i];
    double t = (double) i / frames.length;
    double scale = (jumps ? from.scale() * zoom / clip.scale() : zoom) * Math.exp(-closer * t);
    double roomX = from.columns() - scale * side;
    double roomY = from.rows() - scale * side;
    double x = roomX * (jumps ? random.nextDouble() : fromX);
    double y = roomY * (jumps ? random.nextDouble() : fromY);
    x += overX * t + shake * random.nextGaussian();
    y += overY * t + shake * random.nextGaussian();
    Mat[] source = from.frames().get(number);
    for (int p = 0; p < 3; p++) {
      int part = p == 0 ? 1 : 2;
      int size = side / part;
      Mat way = new Mat(2, 3, CV_32FC1);
      java.nio.FloatBuffer values = way.createBuffer();
      values.put(
          new float[] {
            (float) (mirrored ? -scale : scale),
            0,
            (float) (x / part + (mirrored ? scale * (size - 1) : 0)),
            0,
            (float) scale,
            (float) (y / part)
          });
      Mat seen = new Mat();
      opencv_imgproc.warpAffine(
          source[p],
          seen,
          way,
          new Size(size, size),
          opencv_imgproc.INTER_LINEAR | opencv_imgproc.WARP_INVERSE_MAP,
          opencv_core.BORDER_REFLECT_101,
          new Scalar());
      double grey = p == 0 ? 0 : 128;
      double more = p == 0 ? lift : grey - gain * grey;
      seen.convertTo(planes[p], CV_32FC1, gain, more);
    }
  }

  /** A square of some clip's frame, for what stands still before the camera. */
  Mat patch(int width, int height) {
    GlassClip from = clips.get(random.nextInt(clips.size()));
    Mat luma = from.frames().get(random.nextInt(from.frames().size()))[0];
    int w = Math.min(width, luma.cols());
    int h = Math.min(height, luma.rows());
    int x = random.nextInt(luma.cols() - w + 1);
    int y = random.nextInt(luma.rows() - h + 1);
    Mat into = new Mat();
    new Mat(luma, new org.bytedeco.opencv.opencv_core.Rect(x, y, w, h)).convertTo(into, CV_32FC1);
    return into;
  }
}
