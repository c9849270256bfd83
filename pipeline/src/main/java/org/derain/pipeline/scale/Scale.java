package org.derain.pipeline.scale;

import java.util.Arrays;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.zoo.Model;

/** How many times smaller pictures are analysed than they are. */
public enum Scale {
  /** By the size of the picture: what measures best. */
  AUTO(0),
  /** As they are. */
  FULL(1),
  /** Half as wide and half as high: a quarter of the work. */
  HALF(2),
  /** A third as wide and a third as high. */
  THIRD(3),
  /** A quarter as wide and a quarter as high. */
  QUARTER(4);

  /** Pixels on the longer side from which a quarter is enough: the whole would take gigabytes. */
  private static final int HUGE = 3000;

  /** Pixels on the longer side from which half the size is enough where quality matters. */
  private static final int LARGE = 2200;

  /**
   * Where time matters some 640 pixels are: as many as the networks learn from. A streak in a
   * picture of 1920x1080 is often wider than any that they saw, and so missed at half the size.
   */
  private static final int[] TIMELY = {1200, 1800, 2400};

  /** Cores below which a camera's large pictures are analysed one step smaller. */
  private static final int FEW = 4;

  private final int factor;

  Scale(int factor) {
    this.factor = factor;
  }

  /**
   * Reads auto, 1, 2, 3 or 4.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static Scale parse(String text) {
    return Arrays.stream(values())
        .filter(scale -> scale.toString().equals(text.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("a scale is auto, 1, 2, 3 or 4, not '" + text + "'"));
  }

  /**
   * What it is for a file's pictures of a format: never {@link #AUTO}. Whoever takes a model that
   * is {@link Model#quick} has chosen time over the last of the rain.
   */
  public Scale of(FrameFormat format, Model model) {
    return model.quick() ? from(format, TIMELY) : from(format, LARGE, HUGE, HUGE);
  }

  /**
   * What it is for a camera's: a frame whose analysis loses some rain is better than one for which
   * there was no time. Never {@link #AUTO}.
   */
  public Scale live(FrameFormat format) {
    return live(format, Runtime.getRuntime().availableProcessors());
  }

  /**
   * The same with so many cores. Two derain 70 % of the frames of 1280x720 at 25 a second at half
   * the size, and all at a third.
   */
  Scale live(FrameFormat format, int cores) {
    Scale scale = from(format, TIMELY);
    boolean smaller = this == AUTO && cores < FEW && scale != FULL && scale != QUARTER;
    return smaller ? values()[scale.ordinal() + 1] : scale;
  }

  /** The smallest for which the picture is large enough, of those from half on. */
  private Scale from(FrameFormat format, int... sides) {
    int longer = Math.max(format.width(), format.height());
    int factor = 1 + (int) Arrays.stream(sides).filter(side -> longer >= side).count();
    return this == AUTO ? values()[factor] : this;
  }

  /** How many times smaller each side is; 0 when the picture decides. */
  public int factor() {
    return factor;
  }

  /**
   * The format in which pictures of a format are analysed: sides are rounded up to even ones.
   *
   * @throws IllegalStateException when it is {@link #AUTO}
   */
  public FrameFormat analysed(FrameFormat format) {
    if (this == AUTO) {
      throw new IllegalStateException("a scale that is not decided");
    }
    int by = factor;
    return by == 1
        ? format
        : new FrameFormat(side(format.width(), by), side(format.height(), by), format.bitDepth());
  }

  private static int side(int pixels, int by) {
    return (pixels + 2 * by - 1) / (2 * by) * 2;
  }

  /** Writes a picture at the size of another: each sample is the mean of those that it covers. */
  public static void reduce(Picture from, Picture into) {
    for (int plane = 0; plane < 3; plane++) {
      try (Size size = into.mat(plane).size()) {
        opencv_imgproc.resize(
            from.mat(plane), into.mat(plane), size, 0, 0, opencv_imgproc.INTER_AREA);
      }
    }
  }

  /** auto, 1, 2, 3 or 4. */
  @Override
  public String toString() {
    return factor == 0 ? "auto" : Integer.toString(factor);
  }
}
