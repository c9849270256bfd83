package org.derain.rain.overlay;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.derain.frames.Picture;

/**
 * A colour that is laid over a picture.
 *
 * @param y luma in 8-bit steps, 16 to 235
 * @param u chroma, 16 to 240, 128 is grey
 * @param v likewise
 * @param opacity 0 to 1
 */
record Ink(int y, int u, int v, double opacity) {
  static final Ink WHITE = new Ink(235, 128, 128, 1);
  static final Ink BLACK = new Ink(16, 128, 128, 1);

  Ink withOpacity(double other) {
    return new Ink(y, u, v, other);
  }

  /**
   * Lays it over a part of a picture, inside a scope.
   *
   * @param mask 0 to 255 for each pixel of the part
   * @param part with even edges, inside the picture
   */
  void over(Picture picture, Mat mask, Rect part) {
    double scale = picture.format().peak() / 255.0;
    for (int plane = 0; plane < 3; plane++) {
      int s = plane == 0 ? 1 : 2;
      int x = part.x() / s;
      int y = part.y() / s;
      Mat target = new Mat(picture.mat(plane), new Rect(x, y, part.width() / s, part.height() / s));
      Mat share = mask;
      if (plane > 0) {
        share = new Mat();
        opencv_imgproc.resize(mask, share, target.size(), 0, 0, opencv_imgproc.INTER_AREA);
      }
      Mat below = new Mat();
      Mat change = new Mat();
      Mat weight = new Mat();
      target.convertTo(below, CV_32FC1);
      below.convertTo(change, CV_32FC1, -1, scale * sample(plane));
      share.convertTo(weight, CV_32FC1, opacity / 255, 0);
      opencv_core.multiply(change, weight, change);
      opencv_core.add(below, change, below);
      below.convertTo(target, target.type());
    }
  }

  private int sample(int plane) {
    return switch (plane) {
      case 0 -> y;
      case 1 -> u;
      default -> v;
    };
  }
}
