package org.derain.pipeline.codec;

import static org.bytedeco.ffmpeg.global.avutil.*;

import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.derain.frames.MediaException;

/**
 * What a pixel format of FFmpeg means for us.
 *
 * @param depth bits per sample of its first component
 * @param rgb colours are not YCbCr: RGB, palette, Bayer, XYZ, black and white bits
 * @param grey luma only
 * @param alpha has transparency
 * @param chroma "4:2:0", "4:2:2", "4:4:4" or another name of the subsampling; empty without chroma
 */
public record PixelLayout(
    int format, String name, int depth, boolean rgb, boolean grey, boolean alpha, String chroma) {

  /** Describes a format. */
  public static PixelLayout of(int format) {
    AVPixFmtDescriptor d = av_pix_fmt_desc_get(format);
    if (d == null || d.isNull() || (d.flags() & AV_PIX_FMT_FLAG_HWACCEL) != 0) {
      throw new MediaException("its pixel format " + format + " cannot be read");
    }
    boolean bits = format == AV_PIX_FMT_MONOBLACK || format == AV_PIX_FMT_MONOWHITE;
    long colour =
        AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BAYER | AV_PIX_FMT_FLAG_XYZ;
    boolean rgb = bits || (d.flags() & colour) != 0;
    boolean grey = !rgb && d.nb_components() < 3;
    String chroma =
        rgb || grey
            ? ""
            : switch (d.log2_chroma_w() * 4 + d.log2_chroma_h()) {
              case 0 -> "4:4:4";
              case 4 -> "4:2:2";
              case 5 -> "4:2:0";
              case 8 -> "4:1:1";
              case 10 -> "4:1:0";
              case 1 -> "4:4:0";
              default -> "subsampled";
            };
    return new PixelLayout(
        format,
        d.name().getString(),
        d.comp(0).depth(),
        rgb,
        grey,
        (d.flags() & AV_PIX_FMT_FLAG_ALPHA) != 0,
        chroma);
  }

  /** The planar 4:2:0 format of FFmpeg for 8, 9, 10 or 12 bits. */
  public static int planar420(int depth) {
    return switch (depth) {
      case 8 -> AV_PIX_FMT_YUV420P;
      case 9 -> AV_PIX_FMT_YUV420P9;
      case 10 -> AV_PIX_FMT_YUV420P10;
      case 12 -> AV_PIX_FMT_YUV420P12;
      default -> throw new IllegalArgumentException("no 4:2:0 format with " + depth + " bits");
    };
  }

  /** The planar luma-only format of FFmpeg for 8, 9, 10 or 12 bits. */
  public static int planarGrey(int depth) {
    return switch (depth) {
      case 8 -> AV_PIX_FMT_GRAY8;
      case 9 -> AV_PIX_FMT_GRAY9;
      case 10 -> AV_PIX_FMT_GRAY10;
      case 12 -> AV_PIX_FMT_GRAY12;
      default -> throw new IllegalArgumentException("no grey format with " + depth + " bits");
    };
  }

  /** The same format without the old mark for full range in its name. */
  public static int withoutRange(int format) {
    if (format == AV_PIX_FMT_YUVJ420P) {
      return AV_PIX_FMT_YUV420P;
    }
    if (format == AV_PIX_FMT_YUVJ422P) {
      return AV_PIX_FMT_YUV422P;
    }
    if (format == AV_PIX_FMT_YUVJ444P) {
      return AV_PIX_FMT_YUV444P;
    }
    if (format == AV_PIX_FMT_YUVJ440P) {
      return AV_PIX_FMT_YUV440P;
    }
    return format == AV_PIX_FMT_YUVJ411P ? AV_PIX_FMT_YUV411P : format;
  }

  /**
   * What the user should know about the conversion to 4:2:0 with {@code stored} bits; empty when
   * samples are only arranged differently.
   */
  public String note(int stored, boolean high) {
    StringBuilder text = new StringBuilder();
    if (rgb) {
      text.append("RGB (").append(name).append(") is converted to 4:2:0 YCbCr, BT.");
      text.append(high ? "709" : "601").append(", limited range");
    } else if (!grey && !chroma.equals("4:2:0")) {
      text.append(chroma).append(" chroma (").append(name).append(") is converted to 4:2:0");
    }
    if (grey) {
      text.append("grey pictures are stored as 4:2:0 with neutral chroma, luma untouched");
    }
    if (alpha) {
      text.append(text.isEmpty() ? "" : "; ").append("transparency is left out");
    }
    if (depth > 8 && stored != depth) {
      text.append(text.isEmpty() ? "" : "; ").append(depth).append(" bits per sample become ");
      text.append(stored).append(stored > depth ? " (nothing is lost)" : "");
    }
    return text.toString();
  }
}
