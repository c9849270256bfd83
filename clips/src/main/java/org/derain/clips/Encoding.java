package org.derain.clips;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.derain.clips.libav.ClipException;
import org.derain.clips.libav.Libav;
import org.derain.clips.libav.Options;
import org.derain.clips.libav.Track;

/**
 * Which encoder a stream gets, and the filters that bring frames into a form that it takes.
 *
 * @param codec FFmpeg's encoder
 */
record Encoding(AVCodec codec, Options options, Track.Place place) {
  /** The encoder that the words name, or the container's usual one; throws where there is none. */
  static Encoding of(Options options, Track.Place place, AVOutputFormat format, String file) {
    String name = options.text("c", place);
    int type = place.type() == 'v' ? AVMEDIA_TYPE_VIDEO : AVMEDIA_TYPE_AUDIO;
    AVCodec codec =
        name != null
            ? avcodec_find_encoder_by_name(name)
            : avcodec_find_encoder(
                org.bytedeco.ffmpeg.global.avformat.av_guess_codec(format, null, file, null, type));
    if (Libav.none(codec)) {
      throw new ClipException(
          "no encoder " + (name == null ? "for " + file : name) + " in this build of FFmpeg");
    }
    return new Encoding(codec, options, place);
  }

  /** The filters that the words ask for, and then those that the encoder needs. */
  String filters() {
    String asked = options.text("filter", place);
    String first = asked != null ? asked + "," : "";
    return first + ending();
  }

  /** What comes behind the filters that the words ask for. */
  String ending() {
    List<String> chain = new ArrayList<>();
    String limit = options.text("t");
    boolean video = place.type() == 'v';
    if (limit != null) {
      chain.add((video ? "trim" : "atrim") + "=duration=" + Libav.micros(limit) + "us");
    }
    if (video) {
      addPictures(chain);
    } else {
      addSound(chain);
    }
    return String.join(",", chain);
  }

  private void addPictures(List<String> chain) {
    String rate = options.text("r", place);
    if (rate != null) {
      chain.add("fps=" + rate);
    }
    String size = options.text("s", place);
    if (size != null) {
      chain.add("scale=" + size.replace('x', ':'));
    }
    String pixels = options.text("pix_fmt", place);
    String formats =
        pixels != null ? pixels : names(AV_CODEC_CONFIG_PIX_FORMAT, f -> av_get_pix_fmt_name(f));
    String ranges = names(AV_CODEC_CONFIG_COLOR_RANGE, range -> av_color_range_name(range));
    chain.add(
        "format="
            + (formats.isEmpty() ? "" : "pix_fmts=" + formats)
            + (ranges.isEmpty() ? "" : ":color_ranges=" + ranges));
  }

  private void addSound(List<String> chain) {
    List<String> wanted = new ArrayList<>();
    String formats = names(AV_CODEC_CONFIG_SAMPLE_FORMAT, format -> av_get_sample_fmt_name(format));
    if (!formats.isEmpty()) {
      wanted.add("sample_fmts=" + formats);
    }
    String rate = options.text("ar", place);
    if (rate != null) {
      wanted.add("sample_rates=" + rate);
    }
    String channels = options.text("ac", place);
    if (channels != null) {
      wanted.add("channel_layouts=" + layout(Integer.parseInt(channels)));
    }
    chain.add("aformat=" + String.join(":", wanted));
  }

  private static String layout(int channels) {
    byte[] name = new byte[64];
    try (AVChannelLayout layout = new AVChannelLayout()) {
      av_channel_layout_default(layout, channels);
      av_channel_layout_describe(layout, name, name.length);
    }
    return new String(name, java.nio.charset.StandardCharsets.UTF_8).trim();
  }

  /** What the encoder takes, as names between bars; empty when it takes anything. */
  private String names(int what, IntFunction<BytePointer> name) {
    List<String> names = new ArrayList<>();
    try (PointerPointer<?> list = new PointerPointer<>(1);
        IntPointer count = new IntPointer(1)) {
      list.put(0, null);
      int code = avcodec_get_supported_config(null, codec, what, 0, list, count);
      if (code >= 0 && !Libav.none(list.get())) {
        IntPointer values = new IntPointer(list.get());
        for (int i = 0; i < count.get(); i++) {
          names.add(name.apply(values.get(i)).getString());
        }
      }
    }
    return String.join("|", names);
  }
}
