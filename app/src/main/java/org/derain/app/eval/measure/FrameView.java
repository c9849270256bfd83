package org.derain.app.eval.measure;

import org.bytedeco.opencv.opencv_core.Mat;
import org.derain.frames.Colour;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.frames.RgbConverter;

/** One clip as its judge sees it: the frame shown now as RGB and luma, and the luma before it. */
final class FrameView implements AutoCloseable {
  private final RgbConverter converter;
  private final Mat rgb = new Mat();
  private final Mat[] luma = {new Mat(), new Mat()};
  private int shown;

  FrameView(FrameFormat format, Colour colour) {
    converter = new RgbConverter(format, colour);
  }

  /** Goes on to the next frame. */
  void show(Picture picture) {
    Mat converted = converter.rgb(picture);
    shown++;
    converter.real(converted, rgb);
    converter.luma(converted, luma());
  }

  /** Frames shown so far. */
  int shown() {
    return shown;
  }

  /** The frame as real-valued RGB from 0 to 255. */
  Mat rgb() {
    return rgb;
  }

  /** Its luma, real-valued, 16 to 235. */
  Mat luma() {
    return luma[shown & 1];
  }

  /** The luma of the frame before. */
  Mat lumaBefore() {
    return luma[(shown - 1) & 1];
  }

  @Override
  public void close() {
    converter.close();
    rgb.close();
    luma[0].close();
    luma[1].close();
  }
}
