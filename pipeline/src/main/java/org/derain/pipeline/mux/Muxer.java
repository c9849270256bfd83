package org.derain.pipeline.mux;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.derain.pipeline.clean.WorkFolder;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.Container;
import org.derain.pipeline.codec.Dictionary;
import org.derain.pipeline.codec.Ffmpeg;
import org.derain.pipeline.codec.SideData;
import org.derain.pipeline.codec.VideoTraits;
import org.derain.pipeline.demux.Cut;
import org.derain.pipeline.demux.Demuxer;
import org.derain.pipeline.demux.TimeRange;

/**
 * Writes the result: the new video, and every other stream of the source, its chapters and its
 * metadata. Presentation times are those of the source; a cut is moved to start at 0.
 */
public final class Muxer implements AutoCloseable {
  private static final int FINEST = 1_000_000;
  private final Demuxer source;
  private final Container kind;
  private final Path target;
  private final TimeRange window;
  private final Codec codec;
  private final AVFormatContext out = new AVFormatContext(null);
  private final List<CopiedStream> others = new ArrayList<>();
  private final AVPacket packet = av_packet_alloc();
  private final AVStream video;
  private boolean opened;

  /**
   * Lays out the target; nothing is written yet.
   *
   * @param target the draft in its {@link WorkFolder}
   * @param notes told what cannot be kept
   */
  public Muxer(
      Demuxer source,
      VideoDescription coded,
      VideoTraits traits,
      Container kind,
      Path target,
      Cut cut,
      Consumer<String> notes) {
    this.source = source;
    this.kind = kind;
    this.codec = coded.codec();
    this.target = target;
    this.window = TimeRange.of(source, cut, kind);
    Ffmpeg.check(
        avformat_alloc_output_context2(out, null, kind.format(), Ffmpeg.url(target)),
        "no muxer " + kind.format());
    try {
      if (window.note() != null) {
        notes.accept(window.note());
      }
      video = addVideo(coded, traits, notes);
      addOthers(notes);
      if (kind.isTs() && source.container().nb_chapters() > 0) {
        notes.accept(
            "chapters are left out: ."
                + kind.extension()
                + " cannot hold them; name the result .mkv");
      } else {
        Chapters.copy(source.container(), out, window);
      }
      Map<String, String> tags = Tags.ofFile(Dictionary.read(source.container().metadata()));
      out.metadata(Dictionary.of(tags));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private AVStream addVideo(VideoDescription coded, VideoTraits traits, Consumer<String> notes) {
    AVStream from = source.video();
    AVStream to = avformat_new_stream(out, null);
    coded.describe(to.codecpar());
    Container.tag(to.codecpar(), kind.isMov(), coded.tag());
    to.time_base(from.time_base());
    to.avg_frame_rate(from.avg_frame_rate());
    to.r_frame_rate(from.r_frame_rate());
    to.disposition(from.disposition());
    to.metadata(Dictionary.of(Tags.ofStream(Dictionary.read(from.metadata()))));
    try (AVRational aspect = Ffmpeg.rational(traits.pixelAspect())) {
      to.sample_aspect_ratio(aspect);
      to.codecpar().sample_aspect_ratio(aspect);
    }
    copySideData(from, to, notes);
    return to;
  }

  /** Rotation, HDR, stereo and spherical layout; what describes the old encoding stays behind. */
  private void copySideData(AVStream from, AVStream to, Consumer<String> notes) {
    for (int i = 0; i < from.codecpar().nb_coded_side_data(); i++) {
      AVPacketSideData data = from.codecpar().coded_side_data().getPointer(i);
      int type = data.type();
      boolean old =
          type == AV_PKT_DATA_CPB_PROPERTIES
              || type == AV_PKT_DATA_DOVI_CONF
              || type == AV_PKT_DATA_NEW_EXTRADATA
              || type == AV_PKT_DATA_FRAME_CROPPING;
      boolean layout = type == AV_PKT_DATA_SPHERICAL || type == AV_PKT_DATA_STEREO3D;
      if (layout && kind == Container.TS) {
        notes.accept(
            (type == AV_PKT_DATA_SPHERICAL ? "360-degree" : "3D")
                + " layout is left out: .ts cannot tell it; name the result .mp4 or .mkv");
      }
      if (!old) {
        SideData.put(to.codecpar(), type, data.data(), data.size());
      }
    }
  }

  private void addOthers(Consumer<String> notes) {
    AVFormatContext in = source.container();
    for (int i = 0; i < in.nb_streams(); i++) {
      AVStream from = in.streams(i);
      if (i == source.videoIndex()) {
        continue;
      }
      StreamPlan plan = StreamPlan.of(from, kind);
      if (plan == StreamPlan.DROP) {
        notes.accept(
            StreamPlan.name(from)
                + " is left out: ."
                + kind.extension()
                + " cannot hold it"
                + advice(from));
      }
      if (plan == StreamPlan.DROP || plan == StreamPlan.REMAKE) {
        from.discard(AVDISCARD_ALL);
      } else {
        CopiedStream copy = new CopiedStream(from, avformat_new_stream(out, null), plan, out, kind);
        others.add(copy);
        if (plan == StreamPlan.CONVERT) {
          notes.accept(StreamPlan.name(from) + " is converted to " + copy.codecName());
        }
      }
    }
    source.video().discard(AVDISCARD_ALL);
  }

  /** Names a container that would hold a stream: the source's own, or else the first of ours. */
  private String advice(AVStream stream) {
    List<Container> others = new ArrayList<>();
    if (Container.isKnown(source.file())) {
      others.add(Container.of(source.file()));
    }
    others.addAll(List.of(Container.MKV, Container.MOV, Container.MP4, Container.M2TS));
    return others.stream()
        .filter(other -> other != kind && other.problem(codec).isEmpty())
        .filter(other -> StreamPlan.of(stream, other) != StreamPlan.DROP)
        .findFirst()
        .map(other -> "; to keep it, name the result ." + other.extension())
        .orElse("");
  }

  /**
   * Writes everything.
   *
   * @param alive called now and then; what it throws ends the writing
   */
  public void write(PacketReader log, Runnable alive) {
    String doing = "writing to " + target.getParent().getParent();
    IntConsumer checked = code -> MuxerRefusedException.check(code, doing, kind);
    AVIOContext file = new AVIOContext(null);
    Ffmpeg.check(avio_open(file, Ffmpeg.url(target), AVIO_FLAG_WRITE), doing);
    out.pb(file);
    opened = true;
    AVDictionary options = Dictionary.of(options());
    int code = avformat_write_header(out, options);
    Dictionary.free(options);
    checked.accept(code);
    if (window.from() != Long.MIN_VALUE) {
      source.seek(-1, window.from());
    }
    Interleaver interleaver = new Interleaver(source, others, window);
    try (VideoTrack track = new VideoTrack(log, source.timeBase(), window, video, out)) {
      while (interleaver.next(packet)) {
        AVStream from = source.container().streams(packet.stream_index());
        track.writeUntil(packet, from.time_base(), checked);
        interleaver.stream().write(packet, out, checked);
        alive.run();
      }
      track.writeRest(checked);
    }
    checked.accept(av_write_trailer(out));
    opened = false;
    Ffmpeg.check(avio_closep(file), doing);
  }

  private Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    if (kind.isMov()) {
      boolean table = Tags.needKeyTable(Dictionary.read(out.metadata()));
      options.put("movie_timescale", Integer.toString(movieTimescale()));
      // The boxes of 360-degree and 3D video, which FFmpeg counts as unofficial.
      options.put("strict", "unofficial");
      options.put("movflags", table ? "+faststart+use_metadata_tags" : "+faststart");
    }
    if (kind.isTs()) {
      options.put("mpegts_copyts", "1");
      boolean disc = kind == Container.M2TS && StreamPlan.isMarkedAsDisc(soundCodecs());
      options.put("mpegts_m2ts_mode", disc ? "1" : "0");
    }
    options.put("avoid_negative_ts", "disabled");
    return options;
  }

  private Set<Integer> soundCodecs() {
    Set<Integer> codecs = new HashSet<>();
    for (int i = 0; i < out.nb_streams(); i++) {
      if (out.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
        codecs.add(out.streams(i).codecpar().codec_id());
      }
    }
    return codecs;
  }

  /**
   * Units per second of the header, in which late starts and chapters are written: exact for the
   * video's times and for milliseconds.
   */
  private int movieTimescale() {
    long den = source.timeBase().den();
    long scale = den * (1000 / BigInteger.valueOf(den).gcd(BigInteger.valueOf(1000)).intValue());
    return scale <= FINEST ? (int) scale : 1000;
  }

  @Override
  public void close() {
    others.forEach(CopiedStream::close);
    others.clear();
    av_packet_free(packet);
    if (opened) {
      avio_closep(out.pb());
      opened = false;
    }
    avformat_free_context(out);
  }
}
