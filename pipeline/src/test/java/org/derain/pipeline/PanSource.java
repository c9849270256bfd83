package org.derain.pipeline;

import java.util.Random;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;

/** A camera that swings over a blotchy wall, 3 to 5 pixels a frame; 8 bit. */
public final class PanSource implements FrameSource {
  private static final int SWING = 200;

  private final FrameFormat format;
  private final Mat wall;
  private final Size half;
  private final int frames;
  private int index;

  /** Gives the frames from index {@code first} to before {@code frames}. */
  public PanSource(FrameFormat format, int first, int frames) {
    this.format = format;
    this.index = first;
    this.frames = frames;
    this.half = new Size(format.planeWidth(1), format.planeHeight(1));
    int width = 4 * SWING + format.width() + 1;
    int height = format.height() + 4;
    wall = new Mat(height, width, 0);
    byte[] samples = new byte[width * height];
    new Random(5).nextBytes(samples);
    wall.data().put(samples, 0, samples.length);
    try (Size whole = new Size(0, 0)) {
      opencv_imgproc.GaussianBlur(wall, wall, whole, 10);
    }
    wall.convertTo(wall, 0, 18, -18 * 128 + 128);
  }

  /** Index of the next frame. */
  int index() {
    return index;
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
    int phase = Math.abs(index % (2 * SWING) - SWING);
    try (Rect view = new Rect(4 * phase + index % 2, index % 4, format.width(), format.height());
        Mat seen = new Mat(wall, view)) {
      seen.copyTo(into.mat(0));
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
    half.close();
  }
}
