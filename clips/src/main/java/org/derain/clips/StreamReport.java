package org.derain.clips;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.derain.clips.libav.Libav;
import org.derain.clips.libav.Ratio;

/** Containers, streams and chapters in the names of ffprobe. */
final class StreamReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String[] FIELD_ORDERS = {"unknown", "progressive", "tt", "bb", "tb", "bt"};

  private StreamReport() {}

  static ObjectNode stream(AVFormatContext container, int index) {
    AVStream stream = container.streams(index);
    AVCodecParameters about = stream.codecpar();
    ObjectNode node = JSON.createObjectNode();
    node.put("index", index);
    AVCodecDescriptor codec = avcodec_descriptor_get(about.codec_id());
    if (!Libav.none(codec)) {
      node.put("codec_name", codec.name().getString());
      text(node, "codec_long_name", codec.long_name());
    }
    text(node, "profile", avcodec_profile_name(about.codec_id(), about.profile()));
    text(node, "codec_type", av_get_media_type_string(about.codec_type()));
    node.put("codec_tag_string", fourcc(about.codec_tag()));
    node.put("codec_tag", String.format("0x%04x", about.codec_tag()));
    if (about.codec_type() == AVMEDIA_TYPE_VIDEO) {
      pictures(node, container, stream, about);
    } else if (about.codec_type() == AVMEDIA_TYPE_AUDIO) {
      sound(node, about);
    } else if (about.width() > 0) {
      node.put("width", about.width()).put("height", about.height());
    }
    if ((container.iformat().flags() & AVFMT_SHOW_IDS) != 0) {
      node.put("id", String.format("0x%x", stream.id()));
    }
    node.put("r_frame_rate", Ratio.of(stream.r_frame_rate()).toString());
    node.put("avg_frame_rate", Ratio.of(stream.avg_frame_rate()).toString());
    Ratio unit = Ratio.of(stream.time_base());
    node.put("time_base", unit.toString());
    time(node, "start_pts", "start_time", stream.start_time(), unit);
    time(node, "duration_ts", "duration", stream.duration(), unit);
    number(node, "bit_rate", about.bit_rate());
    number(node, "bits_per_raw_sample", about.bits_per_raw_sample());
    number(node, "nb_frames", stream.nb_frames());
    if (about.extradata_size() > 0) {
      node.put("extradata_size", about.extradata_size());
    }
    dispositions(node.putObject("disposition"), stream.disposition());
    tags(node, stream.metadata());
    sideData(node, about);
    return node;
  }

  private static void pictures(
      ObjectNode node, AVFormatContext container, AVStream stream, AVCodecParameters about) {
    node.put("width", about.width()).put("height", about.height());
    node.put("has_b_frames", about.video_delay());
    try (AVRational aspect = av_guess_sample_aspect_ratio(container, stream, null)) {
      if (aspect.num() > 0) {
        node.put("sample_aspect_ratio", aspect.num() + ":" + aspect.den());
        long wide = (long) about.width() * aspect.num();
        long high = (long) about.height() * aspect.den();
        long common = av_gcd(wide, high);
        node.put("display_aspect_ratio", wide / common + ":" + high / common);
      }
    }
    text(node, "pix_fmt", av_get_pix_fmt_name(about.format()));
    node.put("level", about.level());
    if (about.color_range() != AVCOL_RANGE_UNSPECIFIED) {
      text(node, "color_range", av_color_range_name(about.color_range()));
    }
    if (about.color_space() != AVCOL_SPC_UNSPECIFIED) {
      text(node, "color_space", av_color_space_name(about.color_space()));
    }
    if (about.color_trc() != AVCOL_TRC_UNSPECIFIED) {
      text(node, "color_transfer", av_color_transfer_name(about.color_trc()));
    }
    if (about.color_primaries() != AVCOL_PRI_UNSPECIFIED) {
      text(node, "color_primaries", av_color_primaries_name(about.color_primaries()));
    }
    if (about.chroma_location() != AVCHROMA_LOC_UNSPECIFIED) {
      text(node, "chroma_location", av_chroma_location_name(about.chroma_location()));
    }
    if (about.field_order() != AV_FIELD_UNKNOWN) {
      node.put("field_order", FIELD_ORDERS[about.field_order()]);
    }
  }

  private static void sound(ObjectNode node, AVCodecParameters about) {
    text(node, "sample_fmt", av_get_sample_fmt_name(about.format()));
    node.put("sample_rate", Integer.toString(about.sample_rate()));
    node.put("channels", about.ch_layout().nb_channels());
    byte[] layout = new byte[64];
    av_channel_layout_describe(about.ch_layout(), layout, layout.length);
    node.put("channel_layout", new String(layout, StandardCharsets.UTF_8).trim());
    node.put("bits_per_sample", av_get_bits_per_sample(about.codec_id()));
    node.put("initial_padding", about.initial_padding());
  }

  private static void dispositions(ObjectNode node, int flags) {
    for (int bit = 0; bit < 31; bit++) {
      String name = Libav.text(av_disposition_to_string(1 << bit));
      if (name != null) {
        node.put(name, flags >> bit & 1);
      }
    }
  }

  private static void sideData(ObjectNode node, AVCodecParameters about) {
    if (about.nb_coded_side_data() == 0) {
      return;
    }
    ArrayNode list = node.putArray("side_data_list");
    for (int i = 0; i < about.nb_coded_side_data(); i++) {
      AVPacketSideData data = new AVPacketSideData(about.coded_side_data()).getPointer(i);
      ObjectNode entry = list.addObject();
      text(entry, "side_data_type", av_packet_side_data_name(data.type()));
      if (data.type() == AV_PKT_DATA_DISPLAYMATRIX) {
        FrameReport.rotation(entry, new IntPointer(data.data()));
      } else if (data.type() == AV_PKT_DATA_MASTERING_DISPLAY_METADATA) {
        FrameReport.mastering(entry, data.data());
      } else if (data.type() == AV_PKT_DATA_CONTENT_LIGHT_LEVEL) {
        FrameReport.light(entry, data.data());
      }
    }
  }

  static ObjectNode chapter(AVChapter chapter) {
    ObjectNode node = JSON.createObjectNode();
    Ratio unit = Ratio.of(chapter.time_base());
    node.put("id", chapter.id()).put("time_base", unit.toString());
    time(node, "start", "start_time", chapter.start(), unit);
    time(node, "end", "end_time", chapter.end(), unit);
    tags(node, chapter.metadata());
    return node;
  }

  static ObjectNode format(AVFormatContext container, Path file) {
    ObjectNode node = JSON.createObjectNode();
    node.put("filename", file.toString());
    node.put("nb_streams", container.nb_streams());
    text(node, "format_name", container.iformat().name());
    text(node, "format_long_name", container.iformat().long_name());
    time(node, null, "start_time", container.start_time(), Ratio.MICROS);
    time(node, null, "duration", container.duration(), Ratio.MICROS);
    number(node, "size", file.toFile().length());
    number(node, "bit_rate", container.bit_rate());
    tags(node, container.metadata());
    return node;
  }

  static void tags(ObjectNode node, AVDictionary metadata) {
    var entries = Libav.entries(metadata);
    if (!entries.isEmpty()) {
      ObjectNode tags = node.putObject("tags");
      entries.forEach(tags::put);
    }
  }

  /** A time in its unit, and in seconds; left out where it is not known. */
  static void time(ObjectNode node, String own, String seconds, long time, Ratio unit) {
    if (time == AV_NOPTS_VALUE) {
      return;
    }
    if (own != null) {
      node.put(own, time);
    }
    node.put(seconds, String.format(Locale.ROOT, "%.6f", time * unit.value()));
  }

  static void text(ObjectNode node, String name, BytePointer text) {
    if (!Libav.none(text)) {
      node.put(name, text.getString());
    }
  }

  private static void number(ObjectNode node, String name, long value) {
    if (value > 0) {
      node.put(name, Long.toString(value));
    }
  }

  private static String fourcc(int tag) {
    byte[] text = new byte[AV_FOURCC_MAX_STRING_SIZE];
    av_fourcc_make_string(text, tag);
    return new String(text, StandardCharsets.UTF_8).trim();
  }
}
