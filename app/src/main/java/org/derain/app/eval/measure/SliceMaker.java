package org.derain.app.eval.measure;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.Jpeg;

/** Collects the middle row of each frame, by method: x-t slices. */
final class SliceMaker implements AutoCloseable {
  private static final int WIDTH = 640;

  /** Frames of a slice at most; each is drawn so high that few fill a picture of this height. */
  private static final int HEIGHT = 240;

  private static final int JPEG_QUALITY = 90;

  private final Map<String, Mat> rows = new LinkedHashMap<>();

  /** Adds the row of a frame. */
  void add(Map<String, FrameView> shown) {
    try (PointerScope scope = new PointerScope()) {
      shown.forEach(
          (name, view) -> {
            Mat all = rows.computeIfAbsent(name, n -> new Mat().retainReference());
            if (all.rows() < HEIGHT) {
              Mat row = new Mat();
              view.rgb().row(view.rgb().rows() / 2).convertTo(row, CV_8UC3);
              all.push_back(row);
            }
          });
    }
  }

  /** JPEG pictures by method; empty when there are not two frames. */
  Map<String, byte[]> make() {
    Map<String, byte[]> slices = new LinkedHashMap<>();
    try (PointerScope scope = new PointerScope()) {
      rows.forEach(
          (name, rgb) -> {
            if (rgb.rows() > 1) {
              Mat bgr = new Mat();
              opencv_imgproc.cvtColor(rgb, bgr, opencv_imgproc.COLOR_RGB2BGR);
              Size size = new Size(Math.min(WIDTH, bgr.cols()), bgr.rows() * (HEIGHT / bgr.rows()));
              Mat drawn = new Mat();
              opencv_imgproc.resize(bgr, drawn, size, 0, 0, opencv_imgproc.INTER_NEAREST);
              slices.put(name, Jpeg.encode(drawn, JPEG_QUALITY));
            }
          });
    }
    return slices;
  }

  @Override
  public void close() {
    rows.values().forEach(Mat::close);
  }
}
