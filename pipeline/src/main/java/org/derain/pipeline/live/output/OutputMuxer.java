package org.derain.pipeline.live.output;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.*;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.derain.frames.Rational;
import org.derain.pipeline.codec.Container;
import org.derain.pipeline.codec.Dictionary;
import org.derain.pipeline.codec.Ffmpeg;
import org.derain.pipeline.codec.PacketOrder;
import org.derain.pipeline.live.OutputAddress;
import org.derain.pipeline.live.Timeouts;
import org.derain.pipeline.live.packet.Deadline;
import org.derain.pipeline.live.packet.QueuedPacket;
import org.derain.pipeline.live.packet.Streams;

/**
 * One file or one connection of an output, from its header to its end. Its times begin at 0 with
 * its first picture. Every step has a time limit.
 */
public final class OutputMuxer implements AutoCloseable {
  private static final int MICROSECONDS = 1_000_000;

  private final Streams streams;
  private final Timeouts timeouts;
  private final Deadline deadline;
  private final AVFormatContext out = new AVFormatContext(null);
  private final AVRational micros = Ffmpeg.rational(new Rational(1, MICROSECONDS));
  private final AVStream[] tracks = new AVStream[2];
  private final PacketOrder[] orders = {new PacketOrder(), new PacketOrder()};
  private final long begin;
  private boolean file;
  private boolean opened;
  private int pictures;

  /**
   * Opens it and writes the header.
   *
   * @param target what to open: the address itself, or the file in its place
   * @param begin time of the first picture in microseconds
   * @param silent whether sound is left out, whatever there is
   * @throws org.derain.frames.MediaException with the reason
   */
  public OutputMuxer(
      OutputAddress address,
      String target,
      Streams streams,
      long begin,
      boolean silent,
      Timeouts timeouts,
      Deadline deadline) {
    this.streams = streams;
    this.begin = begin;
    this.timeouts = timeouts;
    this.deadline = deadline;
    deadline.within(timeouts.connect());
    Ffmpeg.check(
        avformat_alloc_output_context2(out, null, address.format(), target),
        "no muxer " + address.format());
    try {
      deadline.guard(out);
      addTracks(address, silent);
      open(address, target);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void addTracks(OutputAddress address, boolean silent) {
    tracks[0] = track(streams.video());
    Rational rate = streams.traits().frameRate();
    try (AVRational perSecond = Ffmpeg.rational(rate)) {
      tracks[0].avg_frame_rate(perSecond);
    }
    Container.tag(tracks[0].codecpar(), List.of("mp4", "mov", "hls").contains(address.format()), 0);
    if (!silent && streams.sound() != null && address.takesSound(streams.sound().codec_id())) {
      tracks[1] = track(streams.sound());
    }
    boolean dated = address.kind() == OutputAddress.Kind.FILE;
    if (dated) {
      out.metadata(Dictionary.of(Map.of("creation_time", Instant.now().toString())));
    }
  }

  private AVStream track(AVCodecParameters like) {
    AVStream stream = avformat_new_stream(out, null);
    Ffmpeg.check(avcodec_parameters_copy(stream.codecpar(), like), "describing a stream");
    stream.codecpar().codec_tag(0);
    stream.time_base(micros);
    return stream;
  }

  private void open(OutputAddress address, String target) {
    boolean h264 = streams.video().codec_id() == AV_CODEC_ID_H264;
    Map<String, String> wanted =
        new LinkedHashMap<>(address.options(h264, RecordingNames.stamp(Clock.systemDefaultZone())));
    if (tracks[1] != null) {
      OutputAddress.soundOptions(wanted, tracks[1].codecpar().codec_id());
    }
    wanted.put("avoid_negative_ts", "disabled");
    if ((out.oformat().flags() & AVFMT_NOFILE) == 0) {
      AVIOContext io = new AVIOContext(null);
      try (AVIOInterruptCB question = deadline.callback()) {
        AVDictionary limits = Dictionary.of(Map.of("rw_timeout", micros(timeouts.silence())));
        int code = avio_open2(io, target, AVIO_FLAG_WRITE, question, limits);
        Dictionary.free(limits);
        check(code);
      }
      out.pb(io);
      file = true;
    }
    AVDictionary options = Dictionary.of(wanted);
    int code = avformat_write_header(out, options);
    Dictionary.free(options);
    check(code);
    opened = true;
  }

  private static String micros(Duration time) {
    return Long.toString(time.toNanos() / 1000);
  }

  private void check(int code) {
    if (code >= 0) {
      return;
    }
    if (deadline.passed()) {
      throw new org.derain.frames.MediaException("it takes nothing any more");
    }
    OutputErrors.fail(code);
  }

  /** Whether sound goes out, too. */
  boolean sounds() {
    return tracks[1] != null;
  }

  /**
   * Writes one packet, whose times change.
   *
   * @return bytes written; 0 when the packet has no place here
   * @throws org.derain.frames.MediaException when it cannot be written
   */
  int write(QueuedPacket queued) {
    int index = queued.video() ? 0 : 1;
    AVStream track = tracks[index];
    AVPacket packet = queued.packet();
    if (track == null || packet.dts() < begin) {
      return 0;
    }
    packet.pts(packet.pts() - begin).dts(packet.dts() - begin);
    av_packet_rescale_ts(packet, micros, track.time_base());
    orders[index].keep(packet, false);
    packet.stream_index(track.index()).pos(-1);
    int bytes = packet.size();
    deadline.within(timeouts.silence());
    int code = av_write_frame(out, packet);
    if (!queued.video() && OutputErrors.refused(code)) {
      // A damaged packet of the sound is no reason to lose the pictures.
      return 0;
    }
    check(code);
    pictures += queued.video() ? 1 : 0;
    return bytes;
  }

  /** Pictures that were written. */
  int pictures() {
    return pictures;
  }

  /** Ends the file or says goodbye, and frees everything. What was written stays. */
  @Override
  public void close() {
    deadline.within(Timeouts.FINISH);
    if (opened) {
      av_write_trailer(out);
    }
    if (file) {
      avio_closep(out.pb());
    }
    avformat_free_context(out);
    micros.close();
  }
}
