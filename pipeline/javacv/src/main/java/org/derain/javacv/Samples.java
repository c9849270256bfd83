package org.derain.javacv;

import static org.bytedeco.ffmpeg.global.avutil.*;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacv.Frame;
import org.derain.frames.MediaException;

/** The samples of JavaCV's frames as FFmpeg has them. */
final class Samples {
  private Samples() {}

  /**
   * The samples of a picture.
   *
   * @param frame raw with the decoder's frame in {@code opaque}, or packed in {@code image[0]}
   * @param holder an empty frame, filled where {@code frame} brings none of its own
   * @return one of the two, of which nothing is copied
   * @throws MediaException when its kind is not known
   */
  static AVFrame of(Frame frame, AVFrame holder) {
    if (frame.opaque instanceof AVFrame raw && raw.width() > 0) {
      return raw;
    }
    if (!frame.image[0].isDirect()) {
      throw new MediaException(
          "frames on the Java heap are not taken; make them by new Frame(width, height, depth,"
              + " channels)");
    }
    int format = format(frame);
    holder.width(frame.imageWidth).height(frame.imageHeight).format(format);
    holder.flags(AVFrame.AV_FRAME_FLAG_KEY);
    holder.pts(AV_NOPTS_VALUE).best_effort_timestamp(AV_NOPTS_VALUE).duration(0);
    Buffer image = frame.image[0];
    Pointer start = image instanceof ByteBuffer bytes ? new BytePointer(bytes) : new Pointer(image);
    try (PointerPointer<?> planes = new PointerPointer<>(holder);
        BytePointer first = new BytePointer(start.position(0))) {
      av_image_fill_arrays(
          planes, holder.linesize(), first, format, frame.imageWidth, frame.imageHeight, 1);
    }
    holder.linesize(0, frame.imageStride * Math.abs(frame.imageDepth) / 8);
    return holder;
  }

  /** What the recorder takes such a frame for. */
  private static int format(Frame frame) {
    boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    boolean words = Math.abs(frame.imageDepth) == Frame.DEPTH_USHORT;
    if (!words && Math.abs(frame.imageDepth) != Frame.DEPTH_UBYTE) {
      throw unknown(frame);
    }
    return switch (frame.imageChannels) {
      case 1 -> words ? little ? AV_PIX_FMT_GRAY16LE : AV_PIX_FMT_GRAY16BE : AV_PIX_FMT_GRAY8;
      case 3 -> words ? little ? AV_PIX_FMT_BGR48LE : AV_PIX_FMT_BGR48BE : AV_PIX_FMT_BGR24;
      case 4 -> words ? little ? AV_PIX_FMT_RGBA64LE : AV_PIX_FMT_RGBA64BE : AV_PIX_FMT_RGBA;
      default -> throw unknown(frame);
    };
  }

  private static MediaException unknown(Frame frame) {
    return new MediaException(
        "frames of "
            + frame.imageChannels
            + " channels and depth "
            + frame.imageDepth
            + " are not known here; set the grabber's image mode to COLOR");
  }

  /** Whether samples of a pixel format are words of 16 bits. */
  static boolean words(int format) {
    return av_pix_fmt_desc_get(format).comp(0).depth() > 8;
  }

  /**
   * Whether a sample is a byte or a native word of its own, so that differences can be added.
   *
   * @return the largest value, or 0 when it is otherwise
   */
  static int peak(int format) {
    AVPixFmtDescriptor d = av_pix_fmt_desc_get(format);
    long odd =
        AV_PIX_FMT_FLAG_PAL
            | AV_PIX_FMT_FLAG_BITSTREAM
            | AV_PIX_FMT_FLAG_HWACCEL
            | AV_PIX_FMT_FLAG_BAYER
            | AV_PIX_FMT_FLAG_FLOAT;
    boolean big = (d.flags() & AV_PIX_FMT_FLAG_BE) != 0;
    boolean words = words(format);
    boolean foreign = words && big == (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
    if ((d.flags() & odd) != 0 || foreign) {
      return 0;
    }
    int peak = 0;
    for (int c = 0; c < d.nb_components(); c++) {
      int bits = d.comp(c).depth() + d.comp(c).shift();
      boolean own =
          words ? bits > 8 && bits <= 16 && d.comp(c).step() % 2 == 0 : d.comp(c).depth() == 8;
      if (!own || (!words && d.comp(c).shift() != 0)) {
        return 0;
      }
      peak = Math.max(peak, (1 << bits) - (1 << d.comp(c).shift()));
    }
    return peak;
  }
}
