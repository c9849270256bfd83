package org.derain.samples;

import java.util.Random;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameSource;
import org.derain.pipeline.FrameTime;

/** A grey street, drawn: houses, a car that drives past, and rain. */
public final class DrawnStreet implements FrameSource {
  private static final int STREAKS = 60;

  private final FrameFormat format;
  private final int frames;
  private final Random random = new Random(1);
  private int index;

  /**
   * Draws so many frames.
   *
   * @param format 8 bits per sample
   */
  public DrawnStreet(FrameFormat format, int frames) {
    this.format = format;
    this.frames = frames;
  }

  @Override
  public FrameFormat format() {
    return format;
  }

  @Override
  public boolean next(Picture into, FrameTime time) {
    if (index == frames) {
      return false;
    }
    int width = format.width();
    int height = format.height();
    fill(into.mat(0), 0, 0, width, height, 150);
    for (int house = 0; house < 5; house++) {
      int roof = height / 8 * (1 + house * 3 % 4);
      fill(into.mat(0), house * width / 5, roof, width / 6, height - roof, 60 + 15 * house);
    }
    fill(into.mat(0), index * 4 % (width * 3 / 4), height * 3 / 4, width / 4, height / 8, 30);
    for (int streak = 0; streak < STREAKS; streak++) {
      fall(into.mat(0), random.nextInt(width), random.nextInt(height));
    }
    fill(into.mat(1), 0, 0, format.planeWidth(1), format.planeHeight(1), 128);
    fill(into.mat(2), 0, 0, format.planeWidth(2), format.planeHeight(2), 128);
    time.pts = index++;
    time.duration = 1;
    time.context = false;
    return true;
  }

  private static void fill(Mat plane, int x, int y, int width, int height, int level) {
    try (Rect area = new Rect(x, y, width, height);
        Mat part = new Mat(plane, area);
        Scalar value = Scalar.all(level)) {
      part.put(value);
    }
  }

  private static void fall(Mat luma, int x, int y) {
    try (Point from = new Point(x, y);
        Point to = new Point(x - 2, y + 14);
        Scalar bright = Scalar.all(220)) {
      opencv_imgproc.line(luma, from, to, bright, 1, opencv_imgproc.LINE_AA, 0);
    }
  }

  @Override
  public void close() {}
}
