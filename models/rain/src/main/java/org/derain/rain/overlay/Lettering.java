package org.derain.rain.overlay;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import java.util.Random;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.Picture;

/**
 * How letters look: strokes of OpenCV's Hershey fonts, smooth or in coarse pixels as cameras draw
 * them, with or without an outline, a shadow, a box.
 *
 * @param font OpenCV's code
 * @param height of a capital letter in pixels
 * @param thickness of strokes in pixels, before {@code coarse}
 * @param coarse side of the pixels that it is drawn in, 1 or more
 * @param smooth whether edges are smoothed
 * @param blur deviation in pixels of what a scaler did to it; 0: nothing
 * @param ink of the strokes
 * @param edge of an outline or a shadow under them; null: none
 * @param shadow whether that is a shadow
 * @param box behind everything; null: none
 */
record Lettering(
    int font,
    double height,
    int thickness,
    int coarse,
    boolean smooth,
    double blur,
    Ink ink,
    Ink edge,
    boolean shadow,
    Ink box) {
  private static final int[] FONTS = {
    opencv_imgproc.FONT_HERSHEY_SIMPLEX,
    opencv_imgproc.FONT_HERSHEY_PLAIN,
    opencv_imgproc.FONT_HERSHEY_DUPLEX,
    opencv_imgproc.FONT_HERSHEY_COMPLEX,
    opencv_imgproc.FONT_HERSHEY_TRIPLEX,
    opencv_imgproc.FONT_HERSHEY_COMPLEX_SMALL
  };

  private static final Ink[] INKS = {
    Ink.WHITE,
    Ink.WHITE,
    Ink.WHITE,
    new Ink(205, 128, 128, 1),
    new Ink(210, 16, 146, 1), // yellow
    new Ink(173, 42, 26, 1), // green
    new Ink(90, 90, 230, 1), // red
    Ink.BLACK
  };

  /** Draws a look. */
  static Lettering draw(Random random) {
    boolean coarse = random.nextInt(4) == 0;
    double height = 6 * Math.exp(random.nextDouble() * Math.log(6));
    Ink ink = INKS[random.nextInt(INKS.length)];
    boolean dark = ink.y() < 60;
    Ink edge = random.nextInt(5) < 2 ? dark ? Ink.WHITE : Ink.BLACK : null;
    Ink ground = dark ? Ink.WHITE : new Ink(16 + random.nextInt(60), 128, 128, 1);
    double opacity = random.nextInt(3) == 0 ? 0.5 + 0.5 * random.nextDouble() : 1;
    boolean boxed = random.nextInt(4) == 0;
    double boxOpacity = random.nextBoolean() ? 1 : 0.3 + 0.6 * random.nextDouble();
    return new Lettering(
        FONTS[random.nextInt(FONTS.length)],
        height,
        1 + (int) (random.nextDouble() * Math.max(1, height / 9)),
        coarse && height > 10 ? 2 : 1,
        !coarse,
        !coarse && random.nextInt(3) == 0 ? 0.8 * random.nextDouble() : 0,
        ink.withOpacity(opacity),
        edge == null ? null : edge.withOpacity(opacity),
        random.nextInt(3) == 0,
        boxed ? ground.withOpacity(boxOpacity) : null);
  }

  /** Pixels between the letters and the edge of what they take. */
  int margin() {
    return Math.max(2, (int) (height / 3));
  }

  /** Pixels that a text takes, with its margin. */
  int columns(String text) {
    Size size = opencv_imgproc.getTextSize(text, font, scale(), thickness, new int[1]);
    return size.width() * coarse + 2 * margin();
  }

  /** Likewise. */
  int rows() {
    return (int) (1.4 * height) + 2 * margin();
  }

  /** OpenCV's size for capitals of that height, in coarse pixels. */
  private double scale() {
    Size one = opencv_imgproc.getTextSize("H", font, 1, 1, new int[1]);
    return height / coarse / Math.max(1, one.height());
  }

  /**
   * Writes into a part of a picture, inside a scope.
   *
   * @param part with even edges, inside the picture
   * @param left where the text begins, from the part's left edge; what lies outside is cut off
   */
  void write(Picture picture, String text, Rect part, double left) {
    if (text.isEmpty()) {
      return;
    }
    if (box != null) {
      Mat all = new Mat(part.height(), part.width(), CV_8UC1, Scalar.all(255));
      box.over(picture, all, part);
    }
    if (edge != null) {
      edge.over(
          picture,
          shadow ? strokes(text, part, left + 1, 1, 0) : strokes(text, part, left, 0, 2),
          part);
    }
    ink.over(picture, strokes(text, part, left, 0, 0), part);
  }

  private Mat strokes(String text, Rect part, double left, int down, int more) {
    Mat mask =
        new Mat(
            (part.height() + coarse - 1) / coarse,
            (part.width() + coarse - 1) / coarse,
            CV_8UC1,
            Scalar.all(0));
    Point origin =
        new Point(
            (int) Math.round(left / coarse) + margin() / coarse,
            (int) ((margin() + height) / coarse) + down);
    opencv_imgproc.putText(
        mask,
        text,
        origin,
        font,
        scale(),
        Scalar.all(255),
        thickness + more,
        smooth ? opencv_imgproc.LINE_AA : opencv_imgproc.LINE_8,
        false);
    if (coarse > 1) {
      Mat fine = new Mat();
      Size size = new Size(part.width(), part.height());
      opencv_imgproc.resize(mask, fine, size, 0, 0, opencv_imgproc.INTER_NEAREST);
      mask = fine;
    }
    if (blur > 0) {
      opencv_imgproc.GaussianBlur(mask, mask, new Size(0, 0), blur);
    }
    return mask;
  }
}
