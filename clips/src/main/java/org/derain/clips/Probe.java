package org.derain.clips;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.derain.clips.libav.ClipException;
import org.derain.clips.libav.Libav;
import org.derain.clips.libav.Track;

/** What a file holds, in the names of ffprobe. */
final class Probe {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Entries entries = new Entries();
  private String select = "";
  private String hash;
  private boolean countFrames;
  private boolean countPackets;
  private long most = Long.MAX_VALUE;

  Probe(Path file, List<String> words) {
    this.file = file;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      switch (word) {
        case "-count_frames" -> countFrames = true;
        case "-count_packets" -> countPackets = true;
        case "-select_streams" -> select = words.get(++i);
        case "-show_data_hash" -> hash = words.get(++i);
        case "-show_entries" -> entries.add(words.get(++i));
        case "-read_intervals" -> most = first(words.get(++i));
        default -> {
          if (!entries.addWhole(word)) {
            throw new ClipException("unknown word: " + word);
          }
        }
      }
    }
  }

  private static long first(String interval) {
    if (!interval.startsWith("%+#")) {
      throw new ClipException("unknown interval " + interval + "; %+#N is known");
    }
    return Long.parseLong(interval.substring(3));
  }

  ObjectNode report() {
    AVFormatContext container = new AVFormatContext(null);
    AVDictionary options = Libav.dictionary(Map.of("pattern_type", "none"));
    int opened = avformat_open_input(container, "file:" + file, (AVInputFormat) null, options);
    av_dict_free(options);
    Libav.check(opened, file.toString());
    try {
      Libav.check(avformat_find_stream_info(container, (AVDictionary) null), file.toString());
      return report(container);
    } finally {
      avformat_close_input(container);
    }
  }

  private ObjectNode report(AVFormatContext container) {
    ObjectNode report = JSON.createObjectNode();
    ArrayNode packets = JSON.createArrayNode();
    ArrayNode frames = JSON.createArrayNode();
    Map<Integer, Long> packetCounts = new HashMap<>();
    Map<Integer, Long> frameCounts = new HashMap<>();
    if (entries.wants("packet") || entries.wants("frame") || countFrames || countPackets) {
      read(container, packets, frames, packetCounts, frameCounts);
    }
    put(report, "packet", "packets", packets);
    put(report, "frame", "frames", frames);
    if (entries.wants("stream")) {
      ArrayNode streams = report.putArray("streams");
      for (int i = 0; i < container.nb_streams(); i++) {
        if (selected(container, i)) {
          ObjectNode stream = StreamReport.stream(container, i);
          if (countFrames) {
            stream.put("nb_read_frames", Long.toString(frameCounts.getOrDefault(i, 0L)));
          }
          if (countPackets) {
            stream.put("nb_read_packets", Long.toString(packetCounts.getOrDefault(i, 0L)));
          }
          streams.add(entries.kept("stream", stream));
        }
      }
    }
    if (entries.wants("chapter")) {
      ArrayNode chapters = report.putArray("chapters");
      for (int i = 0; i < container.nb_chapters(); i++) {
        chapters.add(entries.kept("chapter", StreamReport.chapter(container.chapters(i))));
      }
    }
    if (entries.wants("format")) {
      report.set("format", entries.kept("format", StreamReport.format(container, file)));
    }
    return report;
  }

  private void put(ObjectNode report, String section, String name, ArrayNode found) {
    if (entries.wants(section)) {
      ArrayNode kept = report.putArray(name);
      found.forEach(entry -> kept.add(entries.kept(section, (ObjectNode) entry)));
    }
  }

  private boolean selected(AVFormatContext container, int index) {
    Track.Place place = Plan.place(container, index);
    return Plan.matches(select, place.type(), place.ofType(), index);
  }

  private void read(
      AVFormatContext container,
      ArrayNode packets,
      ArrayNode frames,
      Map<Integer, Long> packetCounts,
      Map<Integer, Long> frameCounts) {
    boolean decodes = entries.wants("frame") || countFrames;
    AVCodecContext[] decoders = new AVCodecContext[container.nb_streams()];
    for (int i = 0; i < decoders.length; i++) {
      decoders[i] = decodes && selected(container, i) ? decoder(container.streams(i)) : null;
    }
    AVPacket packet = av_packet_alloc();
    AVFrame frame = av_frame_alloc();
    long left = most;
    while (left > 0 && av_read_frame(container, packet) >= 0) {
      int index = packet.stream_index();
      if (selected(container, index)) {
        left--;
        packetCounts.merge(index, 1L, Long::sum);
        if (entries.wants("packet")) {
          packets.add(FrameReport.packet(container.streams(index), packet, hash));
        }
        if (decoders[index] != null) {
          avcodec_send_packet(decoders[index], packet);
          take(container, decoders[index], index, frame, frames, frameCounts);
        }
      }
      av_packet_unref(packet);
    }
    for (int i = 0; i < decoders.length; i++) {
      if (decoders[i] != null) {
        avcodec_send_packet(decoders[i], null);
        take(container, decoders[i], i, frame, frames, frameCounts);
        avcodec_free_context(decoders[i]);
      }
    }
    av_packet_free(packet);
    av_frame_free(frame);
  }

  private void take(
      AVFormatContext container,
      AVCodecContext decoder,
      int index,
      AVFrame frame,
      ArrayNode frames,
      Map<Integer, Long> counts) {
    while (avcodec_receive_frame(decoder, frame) >= 0) {
      counts.merge(index, 1L, Long::sum);
      if (entries.wants("frame")) {
        frames.add(FrameReport.frame(container.streams(index), frame));
      }
    }
  }

  private static AVCodecContext decoder(AVStream stream) {
    AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
    boolean subtitles = Plan.letter(stream.codecpar().codec_type()) == 's';
    if (Libav.none(codec) || subtitles) {
      return null;
    }
    AVCodecContext context = avcodec_alloc_context3(codec);
    avcodec_parameters_to_context(context, stream.codecpar());
    context.pkt_timebase(stream.time_base());
    if (avcodec_open2(context, codec, (AVDictionary) null) < 0) {
      avcodec_free_context(context);
      return null;
    }
    return context;
  }
}
