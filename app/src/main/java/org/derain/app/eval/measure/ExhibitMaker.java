package org.derain.app.eval.measure;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.Jpeg;

/**
 * Keeps the rainiest frame of a clip, the one whose input is farthest from the truth, and makes
 * pictures of it.
 */
final class ExhibitMaker implements AutoCloseable {
  private static final int WIDTH = 640;

  /** The enlarged part is a third of the picture each way. */
  private static final int PARTS = 3;

  private static final int JPEG_QUALITY = 90;

  private final Map<String, Mat> kept = new LinkedHashMap<>();
  private final SliceMaker slices = new SliceMaker();
  private final Mat inputLuma = new Mat();
  private final Mat cleanLuma = new Mat();
  private double worst = Double.POSITIVE_INFINITY;
  private int frame;

  /**
   * Looks at a frame.
   *
   * @param inputDb PSNR-Y of the input: the lowest is kept
   * @param input the rainy frame
   * @param shown the frame by method, "clean" last
   */
  void offer(double inputDb, FrameView input, Map<String, FrameView> shown) {
    slices.add(shown);
    if (inputDb >= worst) {
      return;
    }
    worst = inputDb;
    FrameView clean = shown.get(Exhibit.CLEAN);
    frame = clean.shown() - 1;
    input.luma().copyTo(inputLuma);
    clean.luma().copyTo(cleanLuma);
    shown.forEach(
        (name, view) -> view.rgb().convertTo(kept.computeIfAbsent(name, n -> new Mat()), CV_8UC3));
  }

  /** The pictures of the frame that was kept. */
  Exhibit make() {
    Map<String, byte[]> whole = new LinkedHashMap<>();
    Map<String, byte[]> detail = new LinkedHashMap<>();
    try (PointerScope scope = new PointerScope()) {
      Rect part = mostChanged();
      kept.forEach(
          (name, rgb) -> {
            Mat bgr = new Mat();
            opencv_imgproc.cvtColor(rgb, bgr, opencv_imgproc.COLOR_RGB2BGR);
            int width = Math.min(WIDTH, bgr.cols());
            whole.put(
                name,
                Jpeg.encode(Jpeg.scaled(bgr, width, opencv_imgproc.INTER_AREA), JPEG_QUALITY));
            detail.put(
                name,
                Jpeg.encode(
                    Jpeg.scaled(new Mat(bgr, part), WIDTH, opencv_imgproc.INTER_CUBIC),
                    JPEG_QUALITY));
          });
    }
    return new Exhibit(frame, whole, detail, slices.make());
  }

  /** The part where input and truth differ most: the largest mean difference under a box. */
  private Rect mostChanged() {
    int width = Math.max(1, inputLuma.cols() / PARTS);
    int height = Math.max(1, inputLuma.rows() / PARTS);
    Mat difference = new Mat();
    opencv_core.absdiff(inputLuma, cleanLuma, difference);
    Mat means = new Mat();
    opencv_imgproc.blur(difference, means, new Size(width, height));
    // Only where the whole box lies inside the picture.
    Rect centres =
        new Rect(
            width / 2, height / 2, inputLuma.cols() - width + 1, inputLuma.rows() - height + 1);
    Point at = new Point();
    opencv_core.minMaxLoc(
        new Mat(means, centres), (DoublePointer) null, (DoublePointer) null, null, at, null);
    return new Rect(at.x(), at.y(), width, height);
  }

  @Override
  public void close() {
    kept.values().forEach(Mat::close);
    slices.close();
    inputLuma.close();
    cleanLuma.close();
  }
}
