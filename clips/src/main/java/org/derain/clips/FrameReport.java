package org.derain.clips;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avutil.*;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVContentLightMetadata;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVMasteringDisplayMetadata;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.derain.clips.libav.ClipException;
import org.derain.clips.libav.Ratio;

/** Packets and frames in the names of ffprobe. */
final class FrameReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private FrameReport() {}

  /**
   * A packet.
   *
   * @param hash the algorithm of the sum over its content; null for none
   */
  static ObjectNode packet(AVStream stream, AVPacket packet, String hash) {
    ObjectNode node = JSON.createObjectNode();
    Ratio unit = Ratio.of(stream.time_base());
    StreamReport.text(node, "codec_type", av_get_media_type_string(stream.codecpar().codec_type()));
    node.put("stream_index", packet.stream_index());
    StreamReport.time(node, "pts", "pts_time", packet.pts(), unit);
    StreamReport.time(node, "dts", "dts_time", packet.dts(), unit);
    if (packet.duration() > 0) {
      StreamReport.time(node, "duration", "duration_time", packet.duration(), unit);
    }
    node.put("size", Integer.toString(packet.size()));
    if (packet.pos() >= 0) {
      node.put("pos", Long.toString(packet.pos()));
    }
    int flags = packet.flags();
    node.put(
        "flags",
        ((flags & AV_PKT_FLAG_KEY) != 0 ? "K" : "_")
            + ((flags & AV_PKT_FLAG_DISCARD) != 0 ? "D" : "_")
            + ((flags & AV_PKT_FLAG_CORRUPT) != 0 ? "C" : "_"));
    if (hash != null) {
      node.put("data_hash", hash.toUpperCase(Locale.ROOT) + ":" + sum(packet, hash));
    }
    return node;
  }

  private static String sum(AVPacket packet, String algorithm) {
    byte[] content = new byte[packet.size()];
    if (content.length > 0) {
      packet.data().get(content);
    }
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new ClipException("no such sum: " + algorithm);
    }
  }

  static ObjectNode frame(AVStream stream, AVFrame frame) {
    ObjectNode node = JSON.createObjectNode();
    Ratio unit = Ratio.of(stream.time_base());
    StreamReport.text(node, "media_type", av_get_media_type_string(stream.codecpar().codec_type()));
    node.put("stream_index", stream.index());
    node.put("key_frame", frame.flags() >> 1 & 1);
    StreamReport.time(node, "pts", "pts_time", frame.best_effort_timestamp(), unit);
    StreamReport.time(node, "pkt_dts", "pkt_dts_time", frame.pkt_dts(), unit);
    StreamReport.time(
        node,
        "best_effort_timestamp",
        "best_effort_timestamp_time",
        frame.best_effort_timestamp(),
        unit);
    if (frame.duration() > 0) {
      StreamReport.time(node, "duration", "duration_time", frame.duration(), unit);
    }
    if (frame.width() > 0) {
      picture(node, frame);
    } else {
      StreamReport.text(node, "sample_fmt", av_get_sample_fmt_name(frame.format()));
      node.put("nb_samples", frame.nb_samples());
      node.put("channels", frame.ch_layout().nb_channels());
    }
    StreamReport.tags(node, frame.metadata());
    sideData(node, frame);
    return node;
  }

  private static void picture(ObjectNode node, AVFrame frame) {
    node.put("width", frame.width()).put("height", frame.height());
    StreamReport.text(node, "pix_fmt", av_get_pix_fmt_name(frame.format()));
    Ratio aspect = Ratio.of(frame.sample_aspect_ratio());
    if (aspect.num() > 0) {
      node.put("sample_aspect_ratio", aspect.num() + ":" + aspect.den());
    }
    node.put("pict_type", String.valueOf((char) av_get_picture_type_char(frame.pict_type())));
    node.put("interlaced_frame", frame.flags() >> 3 & 1);
    node.put("top_field_first", frame.flags() >> 4 & 1);
    node.put("repeat_pict", frame.repeat_pict());
    if (frame.color_range() != AVCOL_RANGE_UNSPECIFIED) {
      StreamReport.text(node, "color_range", av_color_range_name(frame.color_range()));
    }
    if (frame.colorspace() != AVCOL_SPC_UNSPECIFIED) {
      StreamReport.text(node, "color_space", av_color_space_name(frame.colorspace()));
    }
    if (frame.color_primaries() != AVCOL_PRI_UNSPECIFIED) {
      StreamReport.text(node, "color_primaries", av_color_primaries_name(frame.color_primaries()));
    }
    if (frame.color_trc() != AVCOL_TRC_UNSPECIFIED) {
      StreamReport.text(node, "color_transfer", av_color_transfer_name(frame.color_trc()));
    }
    if (frame.chroma_location() != AVCHROMA_LOC_UNSPECIFIED) {
      StreamReport.text(node, "chroma_location", av_chroma_location_name(frame.chroma_location()));
    }
  }

  private static void sideData(ObjectNode node, AVFrame frame) {
    if (frame.nb_side_data() == 0) {
      return;
    }
    ArrayNode list = node.putArray("side_data_list");
    for (int i = 0; i < frame.nb_side_data(); i++) {
      AVFrameSideData data = frame.side_data(i);
      ObjectNode entry = list.addObject();
      StreamReport.text(entry, "side_data_type", av_frame_side_data_name(data.type()));
      if (data.type() == AV_FRAME_DATA_DISPLAYMATRIX) {
        rotation(entry, new IntPointer(data.data()));
      } else if (data.type() == AV_FRAME_DATA_MASTERING_DISPLAY_METADATA) {
        mastering(entry, data.data());
      } else if (data.type() == AV_FRAME_DATA_CONTENT_LIGHT_LEVEL) {
        light(entry, data.data());
      }
    }
  }

  /** How the picture is to be turned, in degrees against the clock. */
  static void rotation(ObjectNode entry, IntPointer matrix) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      rows.append(matrix.get(i)).append(i == 8 ? "" : " ");
    }
    entry.put("displaymatrix", rows.toString());
    entry.put("rotation", Math.round(av_display_rotation_get(matrix)));
  }

  /** The display on which the picture was graded. */
  static void mastering(ObjectNode entry, BytePointer data) {
    AVMasteringDisplayMetadata display = new AVMasteringDisplayMetadata((Pointer) data);
    String[] names = {"red", "green", "blue"};
    for (int i = 0; i < 3; i++) {
      entry.put(names[i] + "_x", ratio(display.display_primaries(i, 0)));
      entry.put(names[i] + "_y", ratio(display.display_primaries(i, 1)));
    }
    entry.put("white_point_x", ratio(display.white_point(0)));
    entry.put("white_point_y", ratio(display.white_point(1)));
    entry.put("min_luminance", ratio(display.min_luminance()));
    entry.put("max_luminance", ratio(display.max_luminance()));
  }

  /** How bright the whole film becomes. */
  static void light(ObjectNode entry, BytePointer data) {
    AVContentLightMetadata light = new AVContentLightMetadata((Pointer) data);
    entry.put("max_content", light.MaxCLL()).put("max_average", light.MaxFALL());
  }

  private static String ratio(AVRational value) {
    return value.num() + "/" + value.den();
  }
}
