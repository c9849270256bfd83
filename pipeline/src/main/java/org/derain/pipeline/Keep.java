package org.derain.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.derain.frames.Picture;

/**
 * A part of the picture that is left alone, bit for bit: a clock, a logo. In pixels of the picture
 * as it is shown.
 *
 * @param x left edge, 0 or more
 * @param y upper edge, 0 or more
 * @param width 1 or more
 * @param height 1 or more
 */
public record Keep(int x, int y, int width, int height) {
  private static final Pattern WRITTEN = Pattern.compile("(\\d+),(\\d+),(\\d+),(\\d+)");

  /** Checks the ranges. */
  public Keep {
    if (x < 0 || y < 0 || width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a part has a width and a height of 1 or more and begins at 0 or more, not "
              + text(x, y, width, height));
    }
  }

  /**
   * Reads X,Y,W,H.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static Keep parse(String text) {
    Matcher parts = WRITTEN.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a part is four whole numbers, X,Y,WIDTH,HEIGHT in pixels, not '" + text + "'");
    }
    try {
      return new Keep(number(parts, 1), number(parts, 2), number(parts, 3), number(parts, 4));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no picture is as large as '" + text + "'", e);
    }
  }

  private static int number(Matcher parts, int index) {
    return Integer.parseInt(parts.group(index));
  }

  /** Says which part reaches beyond pictures of a size, or nothing when all lie inside. */
  public static Optional<String> problem(List<Keep> parts, int columns, int rows) {
    return parts.stream()
        .filter(p -> (long) p.x + p.width > columns || (long) p.y + p.height > rows)
        .findFirst()
        .map(
            part ->
                "the part to keep, "
                    + part
                    + ", reaches beyond the picture, which has "
                    + columns
                    + "x"
                    + rows
                    + " pixels");
  }

  /**
   * Puts parts of one picture into another of the same format. A chroma sample that belongs to any
   * pixel of a part is one of its own.
   */
  public static void copy(List<Keep> parts, Picture from, Picture into) {
    for (Keep part : parts) {
      for (int plane = 0; plane < 3; plane++) {
        part.copy(from.mat(plane), into.mat(plane), plane == 0 ? 1 : 2);
      }
    }
  }

  /** Puts it from one plane, or all of them interleaved, into another, as far as it lies there. */
  public void copy(Mat from, Mat into, int pixelsPerSample) {
    int s = pixelsPerSample;
    int left = Math.min(x / s, into.cols());
    int top = Math.min(y / s, into.rows());
    int right = end(x, width, s, into.cols());
    int bottom = end(y, height, s, into.rows());
    if (right > left && bottom > top) {
      try (Rect place = new Rect(left, top, right - left, bottom - top);
          Mat source = new Mat(from, place);
          Mat target = new Mat(into, place)) {
        source.copyTo(target);
      }
    }
  }

  private static int end(int start, int length, int pixelsPerSample, int most) {
    return (int) Math.min(most, ((long) start + length + pixelsPerSample - 1) / pixelsPerSample);
  }

  /** X,Y,W,H. */
  @Override
  public String toString() {
    return text(x, y, width, height);
  }

  private static String text(int x, int y, int width, int height) {
    return x + "," + y + "," + width + "," + height;
  }
}
