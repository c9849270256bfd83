package org.derain.app.eval.report;

import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.derain.app.eval.measure.ClipResult;
import org.derain.app.eval.measure.Exhibit;
import org.derain.frames.Jpeg;

/** Input, result and truth side by side in one small picture. */
final class ComparisonStrip {
  private static final int WIDTH = 280;
  private static final int JPEG_QUALITY = 80;

  private ComparisonStrip() {}

  /**
   * Puts a strip together.
   *
   * @param pictures JPEG files of one size by method
   * @return a JPEG file
   */
  static byte[] of(Map<String, byte[]> pictures, String method) {
    try (PointerScope scope = new PointerScope()) {
      MatVector row = new MatVector();
      for (String name : List.of(ClipResult.INPUT, method, Exhibit.CLEAN)) {
        Mat file = new Mat(new BytePointer(pictures.get(name)), false);
        Mat whole = opencv_imgcodecs.imdecode(file, opencv_imgcodecs.IMREAD_COLOR);
        row.push_back(Jpeg.scaled(whole, WIDTH, opencv_imgproc.INTER_AREA));
      }
      Mat strip = new Mat();
      opencv_core.hconcat(row, strip);
      return Jpeg.encode(strip, JPEG_QUALITY);
    }
  }
}
