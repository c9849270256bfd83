package org.derain.rain.render;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.rain.Depth;
import org.derain.rain.Veil;

/** The share of each pixel's light that a veil replaces, made once for pictures of a size. */
final class VeilMap implements AutoCloseable {
  private final Mat[] shares = new Mat[2];

  VeilMap(Veil veil, FrameFormat format) {
    for (int p = 0; p < 2; p++) {
      shares[p] = new Mat();
      try (PointerScope scope = new PointerScope()) {
        Mat metres = metres(veil.depth(), format.planeWidth(p), format.planeHeight(p));
        Mat transmission = new Mat();
        metres.convertTo(transmission, CV_32FC1, -veil.extinction() / 1000, 0);
        opencv_core.exp(transmission, transmission);
        transmission.convertTo(shares[p], CV_32FC1, -1, 1);
      }
    }
  }

  /** 1 - t for each sample of a plane, CV_32FC1; it belongs to the map. */
  Mat share(int plane) {
    return shares[plane == 0 ? 0 : 1];
  }

  private static Mat metres(Depth depth, int width, int height) {
    return switch (depth.kind()) {
      case PLANE -> stretched(column(depth, height), width);
      case LAYERS -> stretched(column(depth, height), width);
      case MAP -> read(depth, width, height);
    };
  }

  private static Mat stretched(float[] column, int width) {
    Mat rows = new Mat(column).reshape(1, column.length);
    Mat metres = new Mat();
    opencv_core.repeat(rows, 1, width, metres);
    return metres;
  }

  private static float[] column(Depth depth, int height) {
    float[] column = new float[height];
    for (int row = 0; row < height; row++) {
      double y = (row + 0.5) / height;
      column[row] = (float) (depth.kind() == Depth.Kind.PLANE ? plane(depth, y) : layers(depth, y));
    }
    return column;
  }

  /** Depth of level ground grows with one over the distance from the horizon. */
  private static double plane(Depth depth, double y) {
    double below = (y - depth.horizon()) / Math.max(0.05, 1 - depth.horizon());
    return below <= 0 ? depth.far() : Math.min(depth.far(), depth.near() / below);
  }

  /** From one to the other within a quarter of the height on both sides of the border. */
  private static double layers(Depth depth, double y) {
    double share = Math.max(0, Math.min(1, 0.5 + 2 * (y - depth.horizon())));
    return depth.far() + share * (depth.near() - depth.far());
  }

  private static Mat read(Depth depth, int width, int height) {
    if (!Files.isRegularFile(Path.of(depth.map()))) {
      throw new MediaException(depth.map() + ": no such depth map");
    }
    Mat grey =
        opencv_imgcodecs.imread(
            depth.map(), opencv_imgcodecs.IMREAD_GRAYSCALE | opencv_imgcodecs.IMREAD_ANYDEPTH);
    if (grey.empty()) {
      throw new MediaException(depth.map() + ": a depth map is a grey picture, such as a PNG");
    }
    double white = grey.depth() == opencv_core.CV_8U ? 255 : 65535;
    if (grey.depth() != opencv_core.CV_8U && grey.depth() != opencv_core.CV_16U) {
      throw new MediaException(depth.map() + ": a depth map has 8 or 16 bits per pixel");
    }
    Mat sized = new Mat();
    opencv_imgproc.resize(grey, sized, new Size(width, height), 0, 0, opencv_imgproc.INTER_AREA);
    Mat metres = new Mat();
    sized.convertTo(metres, CV_32FC1, (depth.near() - depth.far()) / white, depth.far());
    return metres;
  }

  @Override
  public void close() {
    for (Mat share : shares) {
      share.close();
    }
  }
}
