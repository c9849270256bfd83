package org.derain.pipeline.codec;

import static org.bytedeco.ffmpeg.global.avutil.*;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVContentLightMetadata;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVMasteringDisplayMetadata;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.Pointer;

/**
 * How samples turn into light: FFmpeg's numbers for range, primaries, transfer, matrix and chroma
 * position, and the mastering display and light level of HDR in x265's syntax (empty for none).
 */
public record Colours(
    int range,
    int primaries,
    int transfer,
    int matrix,
    int chromaLocation,
    Map<String, String> hdr) {

  /** Whether untagged video of this size is by custom BT.709 and not BT.601. */
  public static boolean isHigh(int width, int height) {
    return width >= 1280 || height > 576;
  }

  /** The tags of a decoded frame, and where it has none those of its stream. */
  public static Colours of(AVFrame frame, AVCodecParameters stream) {
    int range = frame.color_range();
    if (PixelLayout.withoutRange(frame.format()) != frame.format()) {
      range = AVCOL_RANGE_JPEG;
    }
    return new Colours(
        range != AVCOL_RANGE_UNSPECIFIED ? range : stream.color_range(),
        frame.color_primaries() != AVCOL_PRI_UNSPECIFIED
            ? frame.color_primaries()
            : stream.color_primaries(),
        frame.color_trc() != AVCOL_TRC_UNSPECIFIED ? frame.color_trc() : stream.color_trc(),
        frame.colorspace() != AVCOL_SPC_UNSPECIFIED ? frame.colorspace() : stream.color_space(),
        frame.chroma_location() != AVCHROMA_LOC_UNSPECIFIED
            ? frame.chroma_location()
            : stream.chroma_location(),
        hdr(frame, stream));
  }

  /** The tags after RGB became YCbCr: BT.709 or BT.601 matrix, limited range. */
  public Colours fromRgb(int width, int height) {
    boolean high = isHigh(width, height);
    return new Colours(
        AVCOL_RANGE_MPEG,
        primaries != AVCOL_PRI_UNSPECIFIED ? primaries : AVCOL_PRI_BT709,
        transfer != AVCOL_TRC_UNSPECIFIED ? transfer : AVCOL_TRC_BT709,
        high ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M,
        AVCHROMA_LOC_LEFT,
        hdr);
  }

  /** The tags without the chroma position, which is another one in turned pictures. */
  Colours withoutChromaLocation() {
    return new Colours(range, primaries, transfer, matrix, AVCHROMA_LOC_UNSPECIFIED, hdr);
  }

  /** Writes the tags into an encoder that is about to be opened. */
  void into(AVCodecContext encoder) {
    encoder
        .color_range(range)
        .color_primaries(primaries)
        .color_trc(transfer)
        .colorspace(matrix)
        .chroma_sample_location(chromaLocation);
  }

  private static Map<String, String> hdr(AVFrame frame, AVCodecParameters stream) {
    Map<String, String> hdr = new LinkedHashMap<>();
    Pointer display =
        sideData(
            frame,
            AV_FRAME_DATA_MASTERING_DISPLAY_METADATA,
            stream,
            avcodec.AV_PKT_DATA_MASTERING_DISPLAY_METADATA);
    if (display != null) {
      AVMasteringDisplayMetadata m = new AVMasteringDisplayMetadata(display);
      if (m.has_primaries() != 0 && m.has_luminance() != 0) {
        hdr.put("master-display", masterDisplay(m));
      }
    }
    Pointer light =
        sideData(
            frame,
            AV_FRAME_DATA_CONTENT_LIGHT_LEVEL,
            stream,
            avcodec.AV_PKT_DATA_CONTENT_LIGHT_LEVEL);
    if (light != null) {
      AVContentLightMetadata l = new AVContentLightMetadata(light);
      hdr.put("max-cll", l.MaxCLL() + "," + l.MaxFALL());
    }
    return hdr;
  }

  private static Pointer sideData(AVFrame frame, int inFrame, AVCodecParameters stream, int coded) {
    AVFrameSideData found = av_frame_get_side_data(frame, inFrame);
    if (found != null && !found.isNull()) {
      return found.data();
    }
    for (int i = 0; i < stream.nb_coded_side_data(); i++) {
      AVPacketSideData data = stream.coded_side_data().getPointer(i);
      if (data.type() == coded) {
        return data.data();
      }
    }
    return null;
  }

  /** Chromaticities in units of 0.00002, luminances in units of 0.0001 cd/m2. */
  private static String masterDisplay(AVMasteringDisplayMetadata m) {
    return String.format(
        "G(%d,%d)B(%d,%d)R(%d,%d)WP(%d,%d)L(%d,%d)",
        units(m.display_primaries(1, 0), 50000),
        units(m.display_primaries(1, 1), 50000),
        units(m.display_primaries(2, 0), 50000),
        units(m.display_primaries(2, 1), 50000),
        units(m.display_primaries(0, 0), 50000),
        units(m.display_primaries(0, 1), 50000),
        units(m.white_point(0), 50000),
        units(m.white_point(1), 50000),
        units(m.max_luminance(), 10000),
        units(m.min_luminance(), 10000));
  }

  private static long units(AVRational value, long perOne) {
    return Math.round((double) value.num() * perOne / Math.max(1, value.den()));
  }
}
