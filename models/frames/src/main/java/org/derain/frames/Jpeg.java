package org.derain.frames;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** JPEG files of pictures, to be shown, and what JPEG leaves of a picture. */
public final class Jpeg {
  private Jpeg() {}

  /**
   * The file of a picture.
   *
   * @param bgr blue, green, red, or grey; 8 bits
   * @param quality 0 to 100
   */
  public static byte[] encode(Mat bgr, int quality) {
    try (BytePointer file = new BytePointer();
        IntPointer options = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality)) {
      opencv_imgcodecs.imencode(".jpg", bgr, file, options);
      byte[] bytes = new byte[Math.toIntExact(file.limit())];
      file.get(bytes);
      return bytes;
    }
  }

  /**
   * The file of a frame.
   *
   * @param width in pixels, at most: larger ones are reduced
   */
  public static byte[] encode(Picture picture, RgbConverter converter, int width, int quality) {
    try (PointerScope scope = new PointerScope()) {
      Mat rgb = converter.rgb(picture);
      Mat bgr = new Mat();
      rgb.convertTo(bgr, CV_8UC3, rgb.type() == CV_8UC3 ? 1 : 1.0 / 256, 0);
      opencv_imgproc.cvtColor(bgr, bgr, opencv_imgproc.COLOR_RGB2BGR);
      return encode(
          bgr.cols() > width ? scaled(bgr, width, opencv_imgproc.INTER_AREA) : bgr, quality);
    }
  }

  /** A picture of another width, with the same proportions. */
  public static Mat scaled(Mat picture, int width, int filter) {
    int height = Math.max(1, Math.round((float) width * picture.rows() / picture.cols()));
    Mat into = new Mat();
    opencv_imgproc.resize(picture, into, new Size(width, height), 0, 0, filter);
    return into;
  }

  /** What is left of a grey picture of 8 bits when it was a JPEG in between. */
  public static Mat recompressed(Mat grey, int quality) {
    try (BytePointer file = new BytePointer(encode(grey, quality));
        Mat raw = new Mat(file, false)) {
      return opencv_imgcodecs.imdecode(raw, opencv_imgcodecs.IMREAD_GRAYSCALE);
    }
  }
}
