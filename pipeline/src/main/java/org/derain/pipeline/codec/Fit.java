package org.derain.pipeline.codec;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * The largest place for a picture inside one of another size, in which it keeps its shape: in the
 * middle, with even sides and offsets, since chroma has half the resolution.
 *
 * @param width of the place in pixels
 * @param height likewise
 */
record Fit(int width, int height) {

  /** The place of a frame in pictures of another size, whose pixels have this aspect ratio. */
  static Fit of(AVFrame frame, int width, int height, double pixelAspect) {
    if (frame.width() == width && frame.height() == height) {
      return new Fit(width, height);
    }
    double wide = frame.width() * pixelAspect(frame) / pixelAspect;
    double scale = Math.min(width / wide, (double) height / frame.height());
    return new Fit(even(wide * scale, width), even(frame.height() * scale, height));
  }

  /** Width of a pixel divided by its height; 1 when the frame does not say. */
  static double pixelAspect(AVFrame frame) {
    double aspect = Ffmpeg.rational(frame.sample_aspect_ratio()).value();
    return aspect > 0 && Double.isFinite(aspect) ? aspect : 1;
  }

  private static int even(double side, int most) {
    long rounded = Math.max(2, 2 * Math.round(side / 2));
    return most - rounded < 2 ? most : (int) rounded;
  }

  /** The filter that puts black around it, with a comma behind; empty when nothing is left. */
  String bars(int fullWidth, int fullHeight) {
    if (width == fullWidth && height == fullHeight) {
      return "";
    }
    int left = (fullWidth - width) / 2 & ~1;
    int top = (fullHeight - height) / 2 & ~1;
    return String.format("pad=%d:%d:%d:%d:black,", fullWidth, fullHeight, left, top);
  }
}
