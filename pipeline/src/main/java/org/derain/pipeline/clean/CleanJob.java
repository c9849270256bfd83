package org.derain.pipeline.clean;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.derain.frames.MediaException;
import org.derain.pipeline.FrameCounts;
import org.derain.pipeline.Keep;
import org.derain.pipeline.Latencies;
import org.derain.pipeline.LatencyStats;
import org.derain.pipeline.Memory;
import org.derain.pipeline.codec.Container;
import org.derain.pipeline.codec.DiskFullException;
import org.derain.pipeline.codec.VideoTraits;
import org.derain.pipeline.demux.Demuxer;
import org.derain.pipeline.demux.MediaSource;
import org.derain.pipeline.demux.SourceChangedException;
import org.derain.pipeline.demux.SourceFile;
import org.derain.pipeline.mux.Muxer;
import org.derain.pipeline.mux.MuxerRefusedException;
import org.derain.pipeline.mux.PacketIndex;
import org.derain.pipeline.mux.PacketLog;
import org.derain.pipeline.mux.PacketReader;
import org.derain.pipeline.mux.VideoWriter;
import org.derain.pipeline.run.Pipeline;
import org.derain.pipeline.run.PipelineStats;

/**
 * Cleans one file: decodes, derains, encodes, and puts the result together with everything else
 * that the source holds. The target appears whole or not at all; a run that was killed can be
 * continued.
 */
public final class CleanJob {
  private CleanRequest request;
  private final String version;
  private final CleanListener listener;
  private final long begun = System.nanoTime();
  private final RainTally rain;
  private boolean joining;
  private volatile boolean cancelled;
  private volatile Pipeline pipeline;

  /**
   * Prepares a job.
   *
   * @param version of the program: only the same one continues a killed run
   */
  public CleanJob(CleanRequest request, String version, CleanListener listener) {
    this.request = request;
    this.version = version;
    this.listener = listener;
    this.rain = new RainTally(request.treatment().gate());
  }

  /**
   * Does the job.
   *
   * @throws MediaException with one clear line; nothing is left under the target's name, and
   *     nothing at all unless the line says that the run can be continued
   */
  public CleanReport run() {
    SourceFile file = SourceFile.of(request.input());
    request.check();
    ForeignBoxes foreign = ForeignBoxes.of(request.input());
    Path kept = ForeignBoxes.beside(request.output());
    if (!foreign.isEmpty()) {
      Target.check(request.input(), kept, request.overwrite());
      listener.note("what FFmpeg does not know in it (" + foreign.names() + ") goes into " + kept);
    }
    try (MediaSource source = request.source(request.cut(), listener::note);
        WorkFolder work = open(source, file)) {
      CleanReport report = guarded(file, source, work);
      if (!foreign.isEmpty()) {
        work.keep(foreign, kept, request.overwrite());
      }
      work.publish(request.output(), request.overwrite());
      work.delete();
      return report;
    }
  }

  /** What the run shares with one that it continues is known when the size of the pictures is. */
  private WorkFolder open(MediaSource source, SourceFile file) {
    request = request.fitted(source.format(), listener::note);
    return WorkFolder.open(
        request.output(),
        request.signature(file.content(), version),
        request.resume(),
        listener::note);
  }

  private CleanReport guarded(SourceFile file, MediaSource source, WorkFolder work) {
    try {
      return clean(file, source, work);
    } catch (RuntimeException | Error e) {
      boolean useful =
          !(e instanceof DiskFullException)
              && !(e instanceof SourceChangedException)
              && !(e instanceof MuxerRefusedException)
              && PacketIndex.of(work.log()).safeFrames() > 0;
      if (!useful) {
        work.delete();
      }
      boolean stopped = e instanceof CancellationException;
      if (!stopped && !(useful && e instanceof MediaException)) {
        throw e;
      }
      String text = stopped ? request.output() + ": stopped" : e.getMessage();
      throw new MediaException(useful ? text + kept() : text, e);
    }
  }

  private String kept() {
    return joining
        ? "; all frames are done and kept, --resume puts the file together again"
        : "; what is done is kept, --resume continues it";
  }

  private CleanReport clean(SourceFile file, MediaSource source, WorkFolder work) {
    VideoTraits shown = source.traits().upright();
    MediaException.throwIf(
        Keep.problem(request.pipeline().keep(), shown.width(), shown.height())
            .map(problem -> request.input() + ": " + problem));
    PacketIndex index = PacketIndex.of(work.log());
    long finished = index.safeFrames();
    if (finished > 0) {
      listener.note(finished + " frames are there already from the earlier run");
    }
    source.skip(finished);
    listener.begin(source.expectedFrames(), finished);
    Container container = Container.of(request.output());
    VideoTraits traits = stored(source.traits(), container);
    try (PacketLog log = new PacketLog(work.log(), index.safeBytes());
        Treatment.Filter filter = request.filter(source, finished, listener::note);
        VideoWriter writer =
            new VideoWriter(
                request.encoder(),
                traits,
                request.compare(),
                container.globalHeader(),
                log,
                finished,
                listener::note)) {
      PipelineStats stats = null;
      if (index.isComplete()) {
        log.end();
      } else {
        stats = fly(source, filter, writer, finished);
        if (writer.frames() == 0) {
          throw new MediaException(
              request.input() + ": --start lies behind the end of the video, nothing to clean");
        }
        writer.finish();
      }
      listener.finishing();
      file.check();
      joining = true;
      join(source, traits, writer, container, work);
      file.check();
      return report(source, filter, stats, finished);
    }
  }

  private PipelineStats fly(
      MediaSource source, Treatment.Filter filter, VideoWriter writer, long finished) {
    Pipeline next =
        new Pipeline(
            filter.frames(),
            request.pipeline(),
            (out, time, derained, score) -> {
              rain.add(score);
              listener.progress(finished + out);
            },
            listener::note);
    pipeline = next;
    checkCancelled();
    return next.run(source, writer);
  }

  /** What the result must have in common with the source, as far as the container can tell it. */
  private VideoTraits stored(VideoTraits traits, Container container) {
    if (traits.orientation().isUpright() || container.holdsRotation()) {
      return traits;
    }
    listener.note(
        "pictures are stored upright: ." + container.extension() + " cannot say how to turn them");
    return traits.upright();
  }

  private void join(
      MediaSource source,
      VideoTraits traits,
      VideoWriter writer,
      Container container,
      WorkFolder work) {
    try (Demuxer again = Demuxer.open(request.input()).without(source.jumps());
        PacketReader packets = new PacketReader(work.log());
        Muxer muxer =
            new Muxer(
                again, writer, traits, container, work.draft(), request.cut(), listener::note)) {
      muxer.write(packets, this::checkCancelled);
    }
  }

  private void checkCancelled() {
    if (cancelled) {
      throw new CancellationException();
    }
  }

  private CleanReport report(
      MediaSource source, Treatment.Filter filter, PipelineStats stats, long finished) {
    LatencyStats none = LatencyStats.NONE;
    FrameCounts own = stats == null ? new FrameCounts(0, 0, 0, 0, 0, 0) : stats.frames();
    double wall = (System.nanoTime() - begun) / 1e9;
    double fps = own.out() / wall;
    return new CleanReport(
        request.input().toString(),
        request.output().toString(),
        request.treatment().name(),
        filter.device(),
        source.traits().width(),
        source.traits().height(),
        request.pipeline().scale().factor(),
        new FrameCounts(
            finished + own.in(),
            finished + own.out(),
            finished + own.derained(),
            own.passed(),
            own.dropped(),
            source.corrupt()),
        fps,
        fps / source.traits().frameRate().value(),
        wall,
        Memory.peakMb(),
        stats == null ? new Latencies(none, none, none, none, none, none, none) : stats.latencyMs(),
        rain.report(),
        stats == null ? Map.of() : stats.errors());
  }

  /**
   * Takes away what a run left that was killed after its target was there.
   *
   * @return what else an interrupted run left, to go on in a sentence about the target; or empty
   */
  public static String tidy(Path target) {
    return WorkFolder.tidy(target);
  }

  /** Where the result goes. */
  public Path output() {
    return request.output();
  }

  /** Stops the job soon; {@link #run} then throws. Any thread may call it. */
  public void cancel() {
    cancelled = true;
    Pipeline current = pipeline;
    if (current != null) {
      current.cancel();
    }
  }
}
