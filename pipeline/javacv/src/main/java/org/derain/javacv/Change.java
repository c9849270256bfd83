package org.derain.javacv;

import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swscale.*;
import static org.bytedeco.opencv.global.opencv_core.*;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.pipeline.codec.PixelLayout;

/**
 * Adds what changed in a 4:2:0 picture to the frame of another pixel format that it was made from:
 * both states of the picture are converted back, and their difference counts. So the loss of the
 * conversion is none of the frame's.
 *
 * <p>RGB is converted by BT.601, limited range, whatever its size: so JavaCV's grabbers made it and
 * its recorders take it, which gives the decoder's own samples. YCbCr keeps its matrix and range.
 */
final class Change implements AutoCloseable {
  private final FrameFormat format;
  private final int height;
  private final int peak;
  private final SwsContext forth;
  private final SwsContext back;
  private final AVFrame before;
  private final AVFrame after;
  // One of each direction: frames are read and written on two threads.
  private final PointerPointer<?> read = new PointerPointer<>(4L);
  private final PointerPointer<?> written = new PointerPointer<>(4L);
  private final IntPointer strides = new IntPointer(4L);
  private final Mat difference = new Mat();
  private final Mat none = new Mat();
  private final Scalar limit;

  /** For frames like one, and their pictures. */
  Change(AVFrame like, FrameFormat format) {
    this.format = format;
    this.height = like.height();
    this.peak = Samples.peak(like.format());
    this.limit = Scalar.all(peak);
    int plain = PixelLayout.withoutRange(like.format());
    int picture = PixelLayout.planar420(format.bitDepth());
    int width = like.width();
    int flags =
        SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP | SWS_BITEXACT;
    DoublePointer usual = null;
    forth = sws_getContext(width, height, plain, width, height, picture, flags, null, null, usual);
    back = sws_getContext(width, height, picture, width, height, plain, flags, null, null, usual);
    before = PackedFrame.packed(width, height, like.format());
    after = PackedFrame.packed(width, height, like.format());
    if (forth == null || back == null) {
      close();
      throw new MediaException("no conversion of frames of pixel format " + like.format());
    }
    for (int p = 0; p < 3; p++) {
      strides.put(p, format.planeWidth(p) * format.sampleBytes());
    }
  }

  void read(AVFrame from, Picture into) {
    point(read, into);
    try (PointerPointer<?> source = new PointerPointer<>(from)) {
      sws_scale(forth, source, from.linesize(), 0, height, read, strides);
    }
  }

  private static void point(PointerPointer<?> planes, Picture picture) {
    for (int p = 0; p < 3; p++) {
      planes.put(p, picture.pointer(p));
    }
  }

  private void convert(Picture from, AVFrame into) {
    point(written, from);
    try (PointerPointer<?> target = new PointerPointer<>(into)) {
      sws_scale(back, written, strides, 0, height, target, into.linesize());
    }
  }

  void write(Picture pictureBefore, Picture pictureAfter, AVFrame into) {
    convert(pictureBefore, before);
    convert(pictureAfter, after);
    boolean words = Samples.words(into.format());
    for (int plane = 0; plane < av_pix_fmt_count_planes(into.format()); plane++) {
      try (Mat samples = mat(into, plane, words);
          Mat then = mat(before, plane, words);
          Mat now = mat(after, plane, words)) {
        subtract(now, then, difference, none, words ? CV_32S : CV_16S);
        add(samples, difference, samples, none, samples.type());
        if (words && peak < 65535) {
          min(samples, limit, samples);
        }
      }
    }
  }

  private void min(Mat samples, Scalar most, Mat into) {
    try (Mat limits = new Mat(most)) {
      org.bytedeco.opencv.global.opencv_core.min(samples, limits, into);
    }
  }

  /** The samples of a plane, a row per row. */
  private Mat mat(AVFrame frame, int plane, boolean words) {
    int rowBytes = av_image_get_linesize(frame.format(), frame.width(), plane);
    int shift = plane == 1 || plane == 2 ? av_pix_fmt_desc_get(frame.format()).log2_chroma_h() : 0;
    int rows = -(-frame.height() >> shift);
    return new Mat(
        rows,
        words ? rowBytes / 2 : rowBytes,
        words ? CV_16UC1 : CV_8UC1,
        frame.data(plane),
        frame.linesize(plane));
  }

  @Override
  public void close() {
    sws_freeContext(forth);
    sws_freeContext(back);
    av_frame_free(before);
    av_frame_free(after);
    read.close();
    written.close();
    strides.close();
    difference.close();
    none.close();
    limit.close();
  }
}
