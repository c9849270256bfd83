package org.derain.rain.glass;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** A {@link DropMap} fitted to planes of one size, to be composited onto them. */
final class GlassLayer implements AutoCloseable {
  private final Size plane;
  private final Mat look = new Mat();
  private final Mat light = new Mat();
  private final Mat keep = new Mat();
  private final Mat touched = new Mat();
  private final Mat disc;
  private final Mat none = new Mat();
  private final Mat seen = new Mat();
  private final Mat soft = new Mat();
  private final Mat fitted = new Mat();
  private final Scalar black = Scalar.all(0);

  /**
   * A layer that shows nothing yet.
   *
   * @param columns of the planes
   * @param rows of the planes
   * @param disc kernel of the defocus at the map's size; null: sharp. It stays the caller's.
   */
  GlassLayer(int columns, int rows, Mat disc) {
    this.plane = new Size(columns, rows);
    this.disc = disc;
  }

  /** Takes over what a map shows. */
  void take(DropMap map) {
    try (PointerScope scope = new PointerScope()) {
      Mat cover = new Mat();
      if (disc == null && map.cover().cols() > plane.width()) {
        opencv_imgproc.resize(map.look(), look, plane, 0, 0, opencv_imgproc.INTER_AREA);
        opencv_imgproc.resize(map.light(), light, plane, 0, 0, opencv_imgproc.INTER_AREA);
      } else {
        map.look().copyTo(look);
        map.light().copyTo(light);
      }
      fit(map.cover(), cover);
      cover.convertTo(keep, CV_32FC1, -1, 1);
      Mat hidden = new Mat();
      opencv_imgproc.threshold(cover, hidden, 1e-4, 255, opencv_imgproc.THRESH_BINARY);
      hidden.convertTo(touched, CV_8UC1);
    }
  }

  /** Out of focus, and of the planes' size. */
  private void fit(Mat from, Mat into) {
    if (disc == null) {
      opencv_imgproc.resize(from, into, plane, 0, 0, opencv_imgproc.INTER_AREA);
      return;
    }
    opencv_imgproc.filter2D(from, soft, CV_32FC1, disc);
    opencv_imgproc.resize(soft, into, plane, 0, 0, opencv_imgproc.INTER_LINEAR);
  }

  /** Where the planes change: CV_8UC1, 255 or 0. */
  Mat touched() {
    return touched;
  }

  /**
   * The light that comes with the drops before it.
   *
   * @param scene linear light, CV_32FC1, of the planes' size; changed in place
   * @param surroundings the same light, as the map looks at it
   */
  void composite(Mat scene, Mat surroundings) {
    opencv_imgproc.remap(
        surroundings,
        seen,
        look,
        none,
        opencv_imgproc.INTER_LINEAR,
        opencv_core.BORDER_REPLICATE,
        black);
    opencv_core.multiply(seen, light, seen);
    opencv_core.multiply(scene, keep, scene);
    if (disc == null) {
      opencv_core.add(scene, seen, scene);
    } else {
      fit(seen, fitted);
      opencv_core.add(scene, fitted, scene);
    }
  }

  @Override
  public void close() {
    plane.close();
    look.close();
    light.close();
    keep.close();
    touched.close();
    none.close();
    seen.close();
    soft.close();
    fitted.close();
    black.close();
  }
}
