package org.derain.frames;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * How a stored picture is turned to be shown: first transposed, then mirrored left to right, then
 * flipped upside down. These are the eight of EXIF and of a display matrix in quarter turns. Planes
 * are moved sample by sample, so that turning back gives every bit back.
 */
public record Orientation(boolean transposed, boolean mirrored, boolean flipped) {
  /** Shown as stored. */
  public static final Orientation UPRIGHT = new Orientation(false, false, false);

  private static final int FIXED_POINT = 1 << 16;
  private static final int MATRIX = 9;

  /** Reads EXIF's orientation, 1 to 8; anything else counts as 1, upright. */
  public static Orientation ofExif(int value) {
    return switch (value) {
      case 2 -> new Orientation(false, true, false);
      case 3 -> new Orientation(false, true, true);
      case 4 -> new Orientation(false, false, true);
      case 5 -> new Orientation(true, false, false);
      case 6 -> new Orientation(true, true, false);
      case 7 -> new Orientation(true, true, true);
      case 8 -> new Orientation(true, false, true);
      default -> UPRIGHT;
    };
  }

  /**
   * The nearest to a display matrix.
   *
   * @param matrix nine numbers, row by row, as in FFmpeg's display.h
   */
  public static Orientation ofMatrix(int[] matrix) {
    long across = matrix[0];
    long acrossToDown = matrix[1];
    long downToAcross = matrix[3];
    long down = matrix[4];
    boolean turned =
        Math.abs(across) + Math.abs(down) < Math.abs(acrossToDown) + Math.abs(downToAcross);
    return turned
        ? new Orientation(true, downToAcross < 0, acrossToDown < 0)
        : new Orientation(false, across < 0, down < 0);
  }

  /** What a decoded frame says: from its container, its SEI messages, or its EXIF. */
  public static Orientation of(AVFrame frame) {
    AVFrameSideData found = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
    if (found == null || found.isNull()) {
      return UPRIGHT;
    }
    int[] matrix = new int[MATRIX];
    try (IntPointer values = new IntPointer(found.data())) {
      values.get(matrix);
    }
    return ofMatrix(matrix);
  }

  /**
   * The display matrix, nine numbers as in FFmpeg's display.h.
   *
   * @param width of the stored picture in pixels; shown pixels count from 0
   */
  public int[] matrix(int width, int height) {
    int mirror = mirrored ? -FIXED_POINT : FIXED_POINT;
    int flip = flipped ? -FIXED_POINT : FIXED_POINT;
    int right = mirrored ? (transposed ? height : width) << 16 : 0;
    int bottom = flipped ? (transposed ? width : height) << 16 : 0;
    return transposed
        ? new int[] {0, flip, 0, mirror, 0, 0, right, bottom, 1 << 30}
        : new int[] {mirror, 0, 0, 0, flip, 0, right, bottom, 1 << 30};
  }

  /** Whether pictures are shown as they are stored. */
  public boolean isUpright() {
    return equals(UPRIGHT);
  }

  /** What turns back. */
  public Orientation inverse() {
    return transposed ? new Orientation(true, flipped, mirrored) : this;
  }

  /** The layout of turned pictures. */
  public FrameFormat turn(FrameFormat format) {
    return transposed
        ? new FrameFormat(format.height(), format.width(), format.bitDepth())
        : format;
  }

  /**
   * Turns a picture.
   *
   * @param into another one, of the turned layout
   */
  public void turn(Picture from, Picture into) {
    for (int plane = 0; plane < 3; plane++) {
      turn(from.mat(plane), into.mat(plane));
    }
  }

  /**
   * Turns samples of any type.
   *
   * @param into other samples; allocated anew unless they are of the right type and size
   */
  public void turn(Mat from, Mat into) {
    if (!transposed && !mirrored && !flipped) {
      from.copyTo(into);
    } else if (!transposed) {
      opencv_core.flip(from, into, axes());
    } else {
      opencv_core.transpose(from, into);
      if (mirrored || flipped) {
        opencv_core.flip(into, into, axes());
      }
    }
  }

  /** OpenCV's code for what is mirrored and flipped. */
  private int axes() {
    return mirrored && flipped ? -1 : mirrored ? 1 : 0;
  }
}
