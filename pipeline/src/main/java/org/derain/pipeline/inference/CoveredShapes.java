package org.derain.pipeline.inference;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Shapes that are likely covered, of those that are somewhere surely so (hysteresis, Canny 1986).
 *
 * @param samples row by row, 255 in them and 0 elsewhere
 * @param count of such shapes
 * @param sure share of the picture that is surely covered
 * @param share of the picture that they cover
 */
record CoveredShapes(byte[] samples, int count, double sure, double share) {
  /** Probability from which on a place may be covered. */
  private static final double LIKELY = 0.5;

  /** Probability from which on it surely is. */
  private static final double SURE = 0.9;

  /**
   * Those of a map.
   *
   * @param likely how likely places are covered, row by row
   */
  static CoveredShapes of(float[] likely, int columns) {
    int rows = likely.length / columns;
    int[] labels = new int[likely.length];
    int shapes;
    try (PointerScope scope = new PointerScope()) {
      Mat map = new Mat(rows, columns, CV_32FC1);
      new FloatPointer(map.data()).put(likely);
      Mat covered = new Mat();
      opencv_core.inRange(map, new Mat(Scalar.all(LIKELY)), new Mat(Scalar.all(2)), covered);
      Mat numbers = new Mat();
      shapes = opencv_imgproc.connectedComponents(covered, numbers, 4, opencv_core.CV_32S);
      new IntPointer(numbers.data()).get(labels);
    }
    boolean[] surely = new boolean[shapes];
    int sure = 0;
    for (int i = 0; i < likely.length; i++) {
      if (likely[i] >= SURE) {
        surely[labels[i]] = true;
        sure++;
      }
    }
    byte[] samples = new byte[likely.length];
    int covered = 0;
    for (int i = 0; i < likely.length; i++) {
      if (surely[labels[i]]) {
        samples[i] = (byte) 255;
        covered++;
      }
    }
    int count = (int) IntStream.range(0, shapes).filter(shape -> surely[shape]).count();
    double all = likely.length;
    return new CoveredShapes(samples, count, sure / all, covered / all);
  }
}
