package org.derain.app.rain;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.frames.RgbConverter;
import org.derain.frames.VideoReader;

/** One frame of a clip, or a picture, as a JPEG of a size for a page. */
final class FrameJpeg {
  private static final int WIDTH = 640;
  private static final int QUALITY = 88;

  private FrameJpeg() {}

  /** A frame of a clip, or its last one if it has fewer; a picture is a clip of one frame. */
  static byte[] of(Path clip, int frame) {
    try (VideoReader reader = VideoReader.open(clip);
        Picture picture = new Picture(reader.format());
        RgbConverter converter = new RgbConverter(reader.format(), reader.colour());
        PointerScope scope = new PointerScope()) {
      if (!reader.read(picture)) {
        throw new MediaException(clip + ": no picture in it");
      }
      int at = 0;
      while (at < frame && reader.read(picture)) {
        at++;
      }
      Mat real = new Mat();
      converter.real(converter.rgb(picture), real);
      Mat bgr = new Mat();
      real.convertTo(bgr, CV_8UC3);
      opencv_imgproc.cvtColor(bgr, bgr, opencv_imgproc.COLOR_RGB2BGR);
      if (bgr.cols() > WIDTH) {
        int height = Math.max(1, Math.round((float) WIDTH * bgr.rows() / bgr.cols()));
        Mat small = new Mat();
        opencv_imgproc.resize(bgr, small, new Size(WIDTH, height), 0, 0, opencv_imgproc.INTER_AREA);
        bgr = small;
      }
      BytePointer file = new BytePointer();
      opencv_imgcodecs.imencode(
          ".jpg", bgr, file, new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY));
      byte[] bytes = new byte[Math.toIntExact(file.limit())];
      file.get(bytes);
      return bytes;
    }
  }
}
