package org.derain.pipeline.codec;

import static org.bytedeco.ffmpeg.global.avutil.av_image_copy_plane;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.derain.frames.FrameFormat;
import org.derain.frames.Orientation;
import org.derain.frames.Picture;

/**
 * Copies decoded frames into pictures, which are upright. A picture has even sides: an odd one of a
 * frame gets its last column or row repeated. Grey frames get neutral chroma.
 */
public final class PictureCopier implements AutoCloseable {
  private final int width;
  private final int height;
  private final boolean grey;
  private final FrameFormat format;
  private final Orientation orientation;
  private final Picture stored;
  private final Scalar neutral;

  /** For frames of a stream. */
  public PictureCopier(VideoTraits traits, boolean grey) {
    this(
        traits.width(),
        traits.height(),
        grey,
        VideoTraits.stored(traits.width(), traits.height(), traits.format().bitDepth()),
        traits.orientation());
  }

  /** For frames of a size that are upright, and the format of the pictures they go into. */
  public PictureCopier(int width, int height, boolean grey, FrameFormat format) {
    this(width, height, grey, format, Orientation.UPRIGHT);
  }

  private PictureCopier(
      int width, int height, boolean grey, FrameFormat format, Orientation orientation) {
    this.width = width;
    this.height = height;
    this.grey = grey;
    this.format = format;
    this.orientation = orientation;
    this.stored = orientation.isUpright() ? null : new Picture(format);
    this.neutral = new Scalar(1 << (format.bitDepth() - 1));
  }

  /** Copies one frame. */
  public void write(AVFrame frame, Picture into) {
    copy(frame, stored == null ? into : stored);
    if (stored != null) {
      orientation.turn(stored, into);
    }
  }

  private void copy(AVFrame frame, Picture into) {
    int bytes = format.sampleBytes();
    plane(frame, into, 0, width * bytes, height);
    repeatEdges(into.mat(0));
    for (int p = 1; p < 3; p++) {
      if (grey) {
        into.mat(p).put(neutral);
      } else {
        plane(frame, into, p, format.planeWidth(p) * bytes, format.planeHeight(p));
      }
    }
  }

  private void plane(AVFrame frame, Picture into, int p, int rowBytes, int rows) {
    try (BytePointer target = into.pointer(p)) {
      int stride = format.planeWidth(p) * format.sampleBytes();
      av_image_copy_plane(target, stride, frame.data(p), frame.linesize(p), rowBytes, rows);
    }
  }

  private void repeatEdges(Mat luma) {
    if (width < format.width()) {
      try (Mat last = luma.col(width - 1);
          Mat extra = luma.col(width)) {
        last.copyTo(extra);
      }
    }
    if (height < format.height()) {
      try (Mat last = luma.row(height - 1);
          Mat extra = luma.row(height)) {
        last.copyTo(extra);
      }
    }
  }

  @Override
  public void close() {
    neutral.close();
    if (stored != null) {
      stored.close();
    }
  }
}
