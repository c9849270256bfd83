package org.derain.clips;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.derain.clips.libav.ClipException;
import org.derain.clips.libav.Frames;
import org.derain.clips.libav.Libav;
import org.derain.clips.libav.Options;
import org.derain.clips.libav.Ratio;

/** A file or an address; its first time becomes 0. */
final class FileInput implements Input {
  private final AVFormatContext container = new AVFormatContext(null);
  private final Options options;
  private final Map<Integer, List<Deque<AVPacket>>> waiting = new HashMap<>();
  private final List<AVPacket> early = new ArrayList<>();
  private boolean complete;
  private final long shift;
  private final long loopLength;
  private long loopsLeft;
  private long looped;

  FileInput(String name, Options options) {
    this.options = options;
    String format = options.text("f");
    AVInputFormat reader = format == null ? null : av_find_input_format(format);
    if (format != null && Libav.none(reader)) {
      throw new ClipException("unknown format of an input: " + format);
    }
    Map<String, String> offered = options.others();
    AVDictionary wanted = Libav.dictionary(offered);
    String url = name.contains("://") ? name : "file:" + name;
    Libav.check(avformat_open_input(container, url, reader, wanted), name);
    options.took(offered, Libav.entries(wanted).keySet());
    org.bytedeco.ffmpeg.global.avutil.av_dict_free(wanted);
    Libav.check(avformat_find_stream_info(container, (AVDictionary) null), name);
    for (int i = 0; i < container.nb_streams(); i++) {
      Rotation.set(container.streams(i), options, Plan.place(container, i));
    }
    loopsLeft = Long.parseLong(options.text("stream_loop", "0"));
    loopLength = Math.max(0, container.duration());
    long begin = container.start_time() == AV_NOPTS_VALUE ? 0 : container.start_time();
    long from = options.micros("ss", 0);
    if (from != 0) {
      Libav.check(
          avformat_seek_file(container, -1, Long.MIN_VALUE, begin + from, begin + from, 0), name);
    }
    shift = (options.has("copyts") ? 0 : begin + from) - options.micros("itsoffset", 0);
  }

  AVFormatContext container() {
    return container;
  }

  AVStream stream(int index) {
    return container.streams(index);
  }

  @Override
  public void complete() {
    complete = true;
    early.forEach(packet -> av_packet_free(packet));
    early.clear();
  }

  @Override
  public int streams() {
    return container.nb_streams();
  }

  @Override
  public int type(int stream) {
    return stream(stream).codecpar().codec_type();
  }

  @Override
  public boolean realTime() {
    return options.has("re");
  }

  /** How long it may be, in microseconds from its beginning. */
  long limit() {
    return options.micros("t", Long.MAX_VALUE);
  }

  @Override
  public Frames frames(int stream) {
    Frames frames = Rotation.undone(new Decoder(this, stream), stream(stream), options);
    boolean cut = options.has("ss") || options.has("t");
    return cut ? Graph.trimmed(frames, type(stream), limit()) : frames;
  }

  /** A queue for all packets of a stream; packets for which there is none are dropped. */
  Deque<AVPacket> queue(int stream) {
    Deque<AVPacket> queue = new ArrayDeque<>();
    for (AVPacket packet : early) {
      if (packet.stream_index() == stream) {
        queue.add(av_packet_clone(packet));
      }
    }
    waiting.computeIfAbsent(stream, any -> new ArrayList<>()).add(queue);
    return queue;
  }

  /** The next packet for a queue, which the caller frees; null at the end. */
  AVPacket next(Deque<AVPacket> own) {
    while (own.isEmpty()) {
      AVPacket packet = av_packet_alloc();
      if (av_read_frame(container, packet) < 0) {
        av_packet_free(packet);
        if (!loop()) {
          return null;
        }
        continue;
      }
      move(packet);
      for (Deque<AVPacket> queue : waiting.getOrDefault(packet.stream_index(), List.of())) {
        queue.add(av_packet_clone(packet));
      }
      if (complete) {
        av_packet_free(packet);
      } else {
        early.add(packet);
      }
    }
    return own.remove();
  }

  private boolean loop() {
    if (loopsLeft == 0 || av_seek_frame(container, -1, container.start_time(), 0) < 0) {
      return false;
    }
    loopsLeft--;
    looped += loopLength;
    return true;
  }

  private void move(AVPacket packet) {
    long by =
        Ratio.of(stream(packet.stream_index()).time_base()).from(looped - shift, Ratio.MICROS);
    if (packet.pts() != AV_NOPTS_VALUE) {
      packet.pts(packet.pts() + by);
    }
    if (packet.dts() != AV_NOPTS_VALUE) {
      packet.dts(packet.dts() + by);
    }
  }

  @Override
  public void close() {
    complete();
    for (List<Deque<AVPacket>> queues : waiting.values()) {
      queues.forEach(queue -> queue.forEach(packet -> av_packet_free(packet)));
    }
    avformat_close_input(container);
  }
}
