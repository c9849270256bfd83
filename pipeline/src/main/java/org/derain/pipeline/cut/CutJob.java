package org.derain.pipeline.cut;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P10;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.pipeline.clean.CleanListener;
import org.derain.pipeline.clean.CleanRequest;
import org.derain.pipeline.clean.ForeignBoxes;
import org.derain.pipeline.clean.Target;
import org.derain.pipeline.clean.WorkFolder;
import org.derain.pipeline.codec.Container;
import org.derain.pipeline.codec.DiskFullException;
import org.derain.pipeline.codec.EncoderSettings;
import org.derain.pipeline.demux.ClockJumps;
import org.derain.pipeline.demux.Cut;
import org.derain.pipeline.demux.Demuxer;
import org.derain.pipeline.demux.MediaSource;
import org.derain.pipeline.demux.SourceFile;
import org.derain.pipeline.mux.Muxer;
import org.derain.pipeline.mux.PacketReader;

/**
 * Cleans stretches of a file, and keeps the packets of all else: cuts at key frames on which
 * nothing before depends, encodes the stretches, and joins both into one stream. The target appears
 * whole or not at all, and a killed run goes on.
 */
public final class CutJob {
  private CleanRequest request;
  private final List<Span> spans;
  private final String version;
  private final CleanListener listener;
  private volatile StretchRun running;
  private volatile boolean cancelled;

  /**
   * Prepares.
   *
   * @param request for the whole file, in the codec of its video and to its own kind of container
   * @param spans what is to be cleaned at least, in order
   * @param version of the program: only the same one continues a killed run
   */
  public CutJob(CleanRequest request, List<Span> spans, String version, CleanListener listener) {
    this.request = request;
    this.spans = List.copyOf(spans);
    this.version = version;
    this.listener = listener;
  }

  /**
   * What became of it.
   *
   * @param frames of the whole result
   * @param cleaned of them
   */
  public record Result(long frames, long cleaned) {}

  /** Whether an interrupted job of another kind is to be continued for a target. */
  public static boolean isAnothers(Path target) {
    Path work = WorkFolder.of(target);
    return Files.exists(work.resolve("video.log")) && !Files.exists(work.resolve(name(0)));
  }

  /** The log of a stretch, in the work folder. */
  static String name(int stretch) {
    return "stretch-" + stretch + ".log";
  }

  /**
   * Does the job.
   *
   * @throws UncuttableException when it cannot be cut; nothing is left then
   * @throws MediaException with one clear line; what is done is kept unless it is of no use
   */
  public Result run() {
    SourceFile file = SourceFile.of(request.input());
    request.check();
    ForeignBoxes foreign = ForeignBoxes.of(request.input());
    Path beside = ForeignBoxes.beside(request.output());
    if (!foreign.isEmpty()) {
      Target.check(request.input(), beside, request.overwrite());
    }
    try (Demuxer source = Demuxer.open(request.input())) {
      check(source);
      AVCodecParameters stream = source.video().codecpar();
      request = request.fitted(format(stream), listener::note);
      PackedForm form = PackedForm.of(stream);
      SourcePackets packets = SourcePackets.of(source, form);
      List<Part> parts = Part.of(packets, stretches(source));
      if (parts.isEmpty() || parts.get(0).count() == packets.count()) {
        throw new UncuttableException("there is no key frame at which it can be cut");
      }
      EncoderSettings encoder = request.encoder();
      if (!form.hevc()) {
        encoder = encoder.withParameterSet(form.freeNumber());
      }
      try (WorkFolder work =
          WorkFolder.open(
              request.output(), signature(file, parts), request.resume(), listener::note)) {
        try {
          JoinedVideo joined = new JoinedVideo(stream, form);
          long cleaned = encode(source, packets, parts, encoder, joined, work);
          listener.finishing();
          file.check();
          join(packets, parts, joined, work);
          file.check();
          if (!foreign.isEmpty()) {
            listener.note(
                "what FFmpeg does not know in it (" + foreign.names() + ") goes into " + beside);
            work.keep(foreign, beside, request.overwrite());
          }
          work.publish(request.output(), request.overwrite());
          work.delete();
          return new Result(packets.count(), cleaned);
        } catch (UncuttableException | DiskFullException e) {
          work.delete();
          throw e;
        } catch (CancellationException e) {
          throw new MediaException(request.output() + ": stopped; what is done is kept", e);
        }
      }
    }
  }

  private void check(Demuxer source) {
    AVCodecParameters stream = source.video().codecpar();
    Container container = Container.of(request.output());
    boolean mov = container == Container.MP4 || container == Container.MOV;
    if (!(mov ? source.isFormat("mov") : source.isFormat("mpegts"))) {
      throw new UncuttableException("its name says another container than it is");
    }
    if (!ClockJumps.of(source, Cut.ALL).isEmpty()) {
      throw new UncuttableException("its clock jumps");
    }
    if (!Set.of(AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUV420P10)
            .contains(stream.format())
        || stream.width() % 2 != 0
        || stream.height() % 2 != 0
        || stream.field_order() > 1) {
      throw new UncuttableException("its pictures are converted to be cleaned");
    }
    boolean numbered = request.encoder().codec().numbersParameterSets();
    if (!numbered && stream.codec_id() == org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264) {
      throw new UncuttableException("this build of FFmpeg has no x264");
    }
  }

  private static FrameFormat format(AVCodecParameters stream) {
    int depth = stream.format() == AV_PIX_FMT_YUV420P10 ? 10 : 8;
    return new FrameFormat(stream.width(), stream.height(), depth);
  }

  /** The stretches in the unit of the video's times. */
  private List<long[]> stretches(Demuxer source) {
    double tick = source.timeBase().value();
    double start = source.startSeconds();
    List<long[]> stretches = new ArrayList<>();
    for (Span span : spans) {
      stretches.add(
          new long[] {
            Math.round((span.from() + start) / tick), Math.round((span.to() + start) / tick)
          });
    }
    return stretches;
  }

  private Map<String, String> signature(SourceFile file, List<Part> parts) {
    Map<String, String> all = new LinkedHashMap<>(request.signature(file.content(), version));
    all.put("parts", parts.toString());
    return all;
  }

  private long encode(
      Demuxer source,
      SourcePackets packets,
      List<Part> parts,
      EncoderSettings encoder,
      JoinedVideo joined,
      WorkFolder work) {
    List<StretchRun> runs = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Cut cut = cut(source, packets, parts.get(i));
      runs.add(new StretchRun(request, encoder, cut, work.draft().resolveSibling(name(i))));
    }
    long all = parts.stream().mapToLong(Part::count).sum();
    listener.begin(all, runs.stream().mapToLong(StretchRun::finished).sum());
    boolean apart = encoder.parameterSet() > 0 && Container.of(request.output()).globalHeader();
    long before = 0;
    Set<String> said = new HashSet<>();
    for (int i = 0; i < runs.size(); i++) {
      running = runs.get(i);
      checkCancelled();
      long done = before;
      running.run(
          apart,
          joined::encoder,
          frames -> listener.progress(done + frames),
          text -> {
            if (said.add(text)) {
              listener.note(text);
            }
          });
      before += parts.get(i).count();
    }
    return all;
  }

  private static Cut cut(Demuxer source, SourcePackets packets, Part part) {
    double tick = source.timeBase().value();
    double from = Math.max(0, packets.pts(part.from()) * tick - source.startSeconds());
    double duration =
        part.to() == packets.count()
            ? Double.POSITIVE_INFINITY
            : packets.pts(part.to()) * tick - source.startSeconds() - from;
    return new Cut(from, duration);
  }

  private void join(SourcePackets packets, List<Part> parts, JoinedVideo joined, WorkFolder work) {
    new Splice(request.input(), packets, parts, joined, work).write(this::checkCancelled);
    Container container = Container.of(request.output());
    try (MediaSource about =
            MediaSource.open(request.input(), Cut.ALL, request.encoder().codec(), 1, note -> {});
        Demuxer source = Demuxer.open(request.input());
        PacketReader all = new PacketReader(work.log());
        Muxer muxer =
            new Muxer(
                source, joined, about.traits(), container, work.draft(), Cut.ALL, listener::note)) {
      muxer.write(all, this::checkCancelled);
    }
  }

  private void checkCancelled() {
    if (cancelled) {
      throw new CancellationException();
    }
  }

  /** Stops the job soon; {@link #run} then throws. Any thread may call it. */
  public void cancel() {
    cancelled = true;
    StretchRun current = running;
    if (current != null) {
      current.cancel();
    }
  }
}
