package org.derain.app.eval.measure;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.derain.frames.Colour;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;

/** The middle of a clip's pictures. */
final class MiddleFrames implements Frames {
  private final Frames frames;
  private final FrameFormat format;
  private final Picture whole;

  /**
   * Over pictures that it closes at the end.
   *
   * @param width of the middle at most, in pixels, even
   * @param height likewise
   */
  MiddleFrames(Frames frames, int width, int height) {
    this.frames = frames;
    FrameFormat all = frames.format();
    format =
        new FrameFormat(
            Math.min(all.width(), width), Math.min(all.height(), height), all.bitDepth());
    whole = new Picture(all);
  }

  @Override
  public FrameFormat format() {
    return format;
  }

  @Override
  public Colour colour() {
    return frames.colour();
  }

  @Override
  public boolean read(Picture into) {
    if (!frames.read(whole)) {
      return false;
    }
    int x = (whole.format().width() - format.width()) / 4 * 2;
    int y = (whole.format().height() - format.height()) / 4 * 2;
    try (PointerScope scope = new PointerScope()) {
      for (int p = 0; p < 3; p++) {
        int s = p == 0 ? 1 : 2;
        Mat plane = into.mat(p);
        new Mat(whole.mat(p), new Rect(x / s, y / s, plane.cols(), plane.rows())).copyTo(plane);
      }
    }
    return true;
  }

  @Override
  public void close() {
    frames.close();
    whole.close();
  }
}
