package org.derain.rain.overlay;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.function.ObjLongConsumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.FrameFormat;
import org.derain.frames.Jpeg;
import org.derain.frames.Picture;

/**
 * What cameras, recorders and stations write over a picture: clocks that tick, counters, captions,
 * logos, lines of news. It lies over the rain, so it is its own truth. All of it follows from a
 * seed: the same seed writes the same again, bit for bit.
 */
public final class Overlay {
  private static final int FRAMES_PER_SECOND = 25;

  /** How far from a frame a clock ticks that shall tick near it. */
  private static final int NEAR = 2;

  private final List<ObjLongConsumer<Picture>> parts = new ArrayList<>();
  private final List<Rect> places = new ArrayList<>();
  private final FrameFormat format;
  private final Random random;
  private final int jpeg;

  private Overlay(long seed, FrameFormat format) {
    this.format = format;
    this.random = new Random(seed);
    this.jpeg = random.nextBoolean() ? 0 : 50 + random.nextInt(45);
  }

  /**
   * One to three things of any kind.
   *
   * @param format of the pictures, at least 32 pixels each way
   * @param near a frame near which half of the clocks tick: digits that just changed are what looks
   *     most like rain
   */
  public static Overlay of(long seed, FrameFormat format, long near) {
    Overlay overlay = new Overlay(seed, format);
    int count = new int[] {1, 1, 1, 2, 2, 3}[overlay.random.nextInt(6)];
    for (int i = 0; i < count; i++) {
      overlay.add(overlay.random.nextDouble(), near);
    }
    return overlay;
  }

  /** A clock alone. */
  public static Overlay clock(long seed, FrameFormat format, long near) {
    Overlay overlay = new Overlay(seed, format);
    overlay.add(0, near);
    return overlay;
  }

  private void add(double kind, long near) {
    boolean ticks = random.nextBoolean();
    long tick = near + (ticks ? random.nextInt(2 * NEAR + 1) - NEAR : random.nextInt(25));
    if (kind < 0.5) {
      text(Wording.clock(random, tick, FRAMES_PER_SECOND), near);
    } else if (kind < 0.62) {
      text(Wording.telemetry(random, tick, FRAMES_PER_SECOND), near);
    } else if (kind < 0.77) {
      text(Wording.caption(random, tick), near);
    } else if (kind < 0.9) {
      logo();
    } else {
      news();
    }
  }

  private void text(LongFunction<String> wording, long near) {
    Lettering look = Lettering.draw(random);
    String longest =
        List.of(wording.apply(near - NEAR), wording.apply(near + NEAR)).stream()
            .reduce("", (a, b) -> a.length() > b.length() ? a : b);
    Rect place = place(look.columns(longest), look.rows());
    add(place, (picture, frame) -> look.write(picture, wording.apply(frame), place, 0));
  }

  /** A line that runs through the picture from right to left. */
  private void news() {
    Lettering look = Lettering.draw(random);
    LongFunction<String> wording = Wording.news(random);
    Rect place = place(format.width(), look.rows());
    double speed = 1 + 5 * random.nextDouble();
    double start = format.width() * random.nextDouble();
    double length = look.columns(wording.apply(0));
    add(
        place,
        (picture, frame) -> {
          double left = -(((start + speed * frame) % length) + length) % length;
          look.write(picture, wording.apply(frame), place, left);
        });
  }

  private void logo() {
    int side = 12 + random.nextInt(40);
    Rect place = place(side, side);
    Ink ground = colour().withOpacity(0.4 + 0.6 * random.nextDouble());
    Ink sign = colour().withOpacity(ground.opacity());
    int shape = random.nextInt(3);
    String letter = String.valueOf((char) ('A' + random.nextInt(26)));
    add(
        place,
        (picture, frame) -> {
          Mat mask = new Mat(place.height(), place.width(), CV_8UC1, Scalar.all(0));
          Size half = new Size(place.width() / 2 - 1, place.height() / 2 - 1);
          Point middle = new Point(place.width() / 2, place.height() / 2);
          int smooth = opencv_imgproc.LINE_AA;
          int thickness = shape == 1 ? Math.max(1, side / 10) : -1;
          if (shape < 2) {
            opencv_imgproc.ellipse(
                mask, middle, half, 0, 0, 360, Scalar.all(255), thickness, smooth, 0);
          } else {
            mask.put(Scalar.all(255));
          }
          ground.over(picture, mask, place);
          Mat strokes = new Mat(place.height(), place.width(), CV_8UC1, Scalar.all(0));
          Point origin = new Point(place.width() / 4, place.height() * 3 / 4);
          opencv_imgproc.putText(
              strokes,
              letter,
              origin,
              opencv_imgproc.FONT_HERSHEY_DUPLEX,
              side / 42.0,
              Scalar.all(255),
              Math.max(1, side / 16),
              smooth,
              false);
          sign.over(picture, strokes, place);
        });
  }

  private Ink colour() {
    return random.nextBoolean()
        ? Ink.WHITE
        : new Ink(40 + random.nextInt(180), 60 + random.nextInt(136), 60 + random.nextInt(136), 1);
  }

  private void add(Rect place, ObjLongConsumer<Picture> part) {
    places.add(place);
    parts.add(part);
  }

  /** Anywhere in the picture, with even edges; what is too large is cut off. */
  private Rect place(int width, int height) {
    int w = Math.min((width + 1) & ~1, format.width());
    int h = Math.min((height + 1) & ~1, format.height());
    return new Rect(even(format.width() - w), even(format.height() - h), w, h);
  }

  private int even(int most) {
    return 2 * random.nextInt(most / 2 + 1);
  }

  /** Writes over a picture of the format, in place. */
  public void paint(Picture picture, long frame) {
    try (PointerScope scope = new PointerScope()) {
      parts.forEach(part -> part.accept(picture, frame));
      if (jpeg > 0) {
        places.forEach(place -> recompress(new Mat(picture.mat(0), place)));
      }
    }
  }

  /** What an encoder leaves of fine strokes. */
  private void recompress(Mat luma) {
    double scale = (format.peak() + 1) / 256.0;
    Mat bytes = new Mat();
    luma.convertTo(bytes, CV_8UC1, 1 / scale, 0);
    Jpeg.recompressed(bytes, jpeg).convertTo(luma, luma.type(), scale, 0);
  }

  /**
   * Where it hides most of what is below: 1 for each such pixel of the luma, row by row, else 0.
   */
  public byte[] mask(long frame) {
    int pixels = format.width() * format.height();
    byte[] mask = new byte[pixels];
    FrameFormat eight = new FrameFormat(format.width(), format.height(), 8);
    try (PointerScope scope = new PointerScope();
        Picture dark = new Picture(eight);
        Picture bright = new Picture(eight)) {
      dark.mat(0).put(Scalar.all(0));
      bright.mat(0).put(Scalar.all(255));
      for (ObjLongConsumer<Picture> part : parts) {
        part.accept(dark, frame);
        part.accept(bright, frame);
      }
      byte[] low = dark.luma();
      byte[] high = bright.luma();
      for (int i = 0; i < pixels; i++) {
        mask[i] = (byte) ((high[i] & 255) - (low[i] & 255) < 128 ? 1 : 0);
      }
    }
    return mask;
  }
}
