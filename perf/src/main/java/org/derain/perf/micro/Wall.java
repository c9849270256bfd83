package org.derain.perf.micro;

import java.util.Random;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;

/** A blotchy wall that a camera passes: 8-bit pictures with texture and motion everywhere. */
final class Wall implements AutoCloseable {
  /** Pixels between two pictures. */
  private static final int STEP = 4;

  private static final int PICTURES = 8;

  private final FrameFormat format;
  private final Mat wall;

  /** For pictures of this size, written {@code 640x360}. */
  Wall(String size) {
    String[] sides = size.split("x");
    format = new FrameFormat(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), 8);
    int width = format.width() + STEP * PICTURES;
    wall = new Mat(format.height(), width, opencv_core.CV_8UC1);
    byte[] samples = new byte[width * format.height()];
    new Random(1).nextBytes(samples);
    wall.data().put(samples, 0, samples.length);
    try (Size whole = new Size(0, 0)) {
      opencv_imgproc.GaussianBlur(wall, wall, whole, 3);
    }
    opencv_core.normalize(wall, wall, 16, 235, opencv_core.NORM_MINMAX, opencv_core.CV_8UC1, null);
  }

  FrameFormat format() {
    return format;
  }

  /** Picture number {@code index}, 0 to 7; the caller closes it. */
  Picture picture(int index) {
    Picture picture = new Picture(format);
    try (Rect view = new Rect(STEP * index, 0, format.width(), format.height());
        Mat seen = new Mat(wall, view);
        Size half = new Size(format.planeWidth(1), format.planeHeight(1))) {
      seen.copyTo(picture.mat(0));
      opencv_imgproc.resize(seen, picture.mat(1), half);
      opencv_imgproc.resize(seen, picture.mat(2), half);
    }
    return picture;
  }

  /** Pictures 0 to {@code count - 1}. */
  Picture[] pictures(int count) {
    Picture[] pictures = new Picture[count];
    for (int i = 0; i < count; i++) {
      pictures[i] = picture(i);
    }
    return pictures;
  }

  @Override
  public void close() {
    wall.close();
  }
}
