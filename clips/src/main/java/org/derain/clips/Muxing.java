package org.derain.clips;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_DATA;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.derain.clips.libav.ClipException;
import org.derain.clips.libav.Libav;
import org.derain.clips.libav.Options;
import org.derain.clips.libav.Ratio;
import org.derain.clips.libav.Track;

/** The container that is being written. */
final class Muxing implements AutoCloseable {
  /** A track and the packet of it that is next. */
  private final class Lane {
    final Track track;
    final Ratio unit;
    AVPacket packet;
    long lastDts = Long.MIN_VALUE / 2;
    double end;

    Lane(Track track) {
      this.track = track;
      unit = Ratio.of(track.stream().time_base());
      advance();
    }

    void advance() {
      packet = track.next();
    }

    /** Brings the packet's times into the container's unit; they never go back. */
    void rescale() {
      Ratio from = track.timeBase();
      end = Math.max(end, (packet.pts() + packet.duration()) * from.value());
      packet.duration(unit.from(packet.duration(), from));
      packet.pts(time(packet.pts(), from));
      packet.dts(time(packet.dts(), from));
      boolean ordered = track.stream().codecpar().codec_type() != AVMEDIA_TYPE_DATA;
      if (ordered && packet.dts() != AV_NOPTS_VALUE) {
        packet.dts(Math.max(packet.dts(), lastDts + 1));
        packet.pts(Math.max(packet.pts(), packet.dts()));
        lastDts = packet.dts();
      }
    }

    private long time(long time, Ratio from) {
      return time == AV_NOPTS_VALUE ? time : unit.from(time, from);
    }

    double time() {
      return packet.dts() == AV_NOPTS_VALUE ? end : packet.dts() * track.timeBase().value();
    }
  }

  /** What the ffmpeg program tells its containers; transport streams begin at twice as much. */
  private static final int MOST_DELAY_US = 700_000;

  private final AVFormatContext container = new AVFormatContext(null);
  private final String name;
  private final Options options;

  Muxing(String name, Options options) {
    this.options = options;
    String format = options.text("f");
    boolean file = !name.contains("://") && !name.equals("-");
    this.name = file ? "file:" + name : name;
    Libav.check(
        avformat_alloc_output_context2(container, null, format, this.name),
        "the format of " + name);
    container.max_delay(MOST_DELAY_US);
  }

  AVFormatContext container() {
    return container;
  }

  AVOutputFormat format() {
    return container.oformat();
  }

  /** Whether the container wants the codecs' parameters apart from the packets. */
  boolean apart() {
    return (format().flags() & AVFMT_GLOBALHEADER) != 0;
  }

  /** Opens the file and writes its head. */
  void begin() {
    Map<String, String> offered = options.others();
    AVDictionary wanted = Libav.dictionary(offered);
    if ((format().flags() & AVFMT_NOFILE) == 0) {
      AVIOContext to = new AVIOContext(null);
      Libav.check(avio_open2(to, name, AVIO_FLAG_WRITE, (AVIOInterruptCB) null, wanted), name);
      container.pb(to);
    }
    Libav.check(avformat_write_header(container, wanted), "the head of " + name);
    options.took(offered, Libav.entries(wanted).keySet());
    av_dict_free(wanted);
    options.complain();
  }

  /**
   * Writes all packets of the tracks in the order of their times.
   *
   * @param realTime waits until each packet's time has come
   * @param shortest ends with the track that ends first
   */
  void write(List<Track> tracks, boolean realTime, boolean shortest) {
    List<Lane> lanes = new ArrayList<>();
    tracks.forEach(track -> lanes.add(new Lane(track)));
    double end = Double.POSITIVE_INFINITY;
    long start = System.nanoTime();
    while (true) {
      Lane first = null;
      for (Lane lane : lanes) {
        if (lane.packet != null && (first == null || lane.time() < first.time())) {
          first = lane;
        }
      }
      if (first == null || first.time() >= end) {
        break;
      }
      if (realTime) {
        sleepUntil(start + (long) (first.time() * 1e9));
      }
      write(first);
      first.advance();
      if (first.packet == null && shortest) {
        end = Math.min(end, first.end);
      }
    }
    lanes.forEach(lane -> av_packet_free(lane.packet));
    Libav.check(av_write_trailer(container), "the end of " + name);
  }

  private void write(Lane lane) {
    AVPacket packet = lane.packet;
    lane.rescale();
    packet.stream_index(lane.track.stream().index());
    int written = av_interleaved_write_frame(container, packet);
    av_packet_free(packet);
    Libav.check(written, "writing " + name);
  }

  private static void sleepUntil(long nanos) {
    try {
      long left = nanos - System.nanoTime();
      if (left > 0) {
        Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClipException("interrupted");
    }
  }

  @Override
  public void close() {
    if (!Libav.none(container.pb()) && (format().flags() & AVFMT_NOFILE) == 0) {
      AVIOContext to = container.pb();
      avio_closep(to);
      container.pb(null);
    }
    avformat_free_context(container);
  }
}
