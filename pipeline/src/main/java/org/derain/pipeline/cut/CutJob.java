package org.derain.pipeline.cut;

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
import org.derain.frames.MediaException;
import org.derain.pipeline.clean.CleanListener;
import org.derain.pipeline.clean.CleanRequest;
import org.derain.pipeline.clean.ForeignBoxes;
import org.derain.pipeline.clean.Target;
import org.derain.pipeline.clean.WorkFolder;
import org.derain.pipeline.codec.Container;
import org.derain.pipeline.codec.DiskFullException;
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

  /** The name of the log of a stretch in the work folder. */
  public static String name(int stretch) {
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
      CutLayout layout = layout(source);
      AVCodecParameters stream = source.video().codecpar();
      try (WorkFolder work =
          WorkFolder.open(
              request.output(),
              signature(file, layout.parts()),
              request.resume(),
              listener::note)) {
        try {
          JoinedVideo joined = new JoinedVideo(stream, layout.form());
          long cleaned = encode(source, layout, joined, work);
          listener.finishing();
          file.check();
          join(layout, joined, work);
          file.check();
          if (!foreign.isEmpty()) {
            listener.note(
                "what FFmpeg does not know in it (" + foreign.names() + ") goes into " + beside);
            work.keep(foreign, beside, request.overwrite());
          }
          work.publish(request.output(), request.overwrite());
          work.delete();
          return new Result(layout.packets().count(), cleaned);
        } catch (UncuttableException | DiskFullException e) {
          work.delete();
          throw e;
        } catch (CancellationException e) {
          throw new MediaException(request.output() + ": stopped; what is done is kept", e);
        }
      }
    }
  }

  /**
   * The stretches that are encoded, in order: for those who have each done by {@link #encode}
   * elsewhere. They reach from one place to cut to another.
   *
   * @throws UncuttableException when it cannot be cut
   */
  public List<Span> stretches() {
    try (Demuxer source = Demuxer.open(request.input())) {
      CutLayout layout = layout(source);
      return layout.parts().stream().map(part -> layout.span(source, part)).toList();
    }
  }

  /**
   * Encodes one stretch alone. With the logs of all stretches in its work folder, under their
   * {@link #name names}, {@link #run} only joins them, and the target is as if it had encoded them.
   *
   * @param stretch its number in {@link #stretches}
   * @param log the file to write; it lies in a folder of its own
   * @throws UncuttableException when it cannot be cut
   * @throws CancellationException when it was cancelled
   */
  public void encode(int stretch, Path log) {
    SourceFile file = SourceFile.of(request.input());
    try (Demuxer source = Demuxer.open(request.input())) {
      CutLayout layout = layout(source);
      Part part = layout.parts().get(stretch);
      listener.begin(part.count(), 0);
      running = new StretchRun(request, layout.encoder(), layout.cut(source, part), log);
      checkCancelled();
      running.run(layout.headersApart(), parameters -> {}, listener::progress, listener::note);
      file.check();
    }
  }

  private CutLayout layout(Demuxer source) {
    CutLayout layout = CutLayout.of(source, request, spans, listener::note);
    request = layout.request();
    return layout;
  }

  private Map<String, String> signature(SourceFile file, List<Part> parts) {
    Map<String, String> all = new LinkedHashMap<>(request.signature(file.content(), version));
    all.put("parts", parts.toString());
    return all;
  }

  private long encode(Demuxer source, CutLayout layout, JoinedVideo joined, WorkFolder work) {
    List<Part> parts = layout.parts();
    List<StretchRun> runs = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Cut cut = layout.cut(source, parts.get(i));
      Path log = work.draft().resolveSibling(name(i));
      runs.add(new StretchRun(request, layout.encoder(), cut, log));
    }
    long all = parts.stream().mapToLong(Part::count).sum();
    listener.begin(all, runs.stream().mapToLong(StretchRun::finished).sum());
    long before = 0;
    Set<String> said = new HashSet<>();
    for (int i = 0; i < runs.size(); i++) {
      running = runs.get(i);
      checkCancelled();
      long done = before;
      running.run(
          layout.headersApart(),
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

  private void join(CutLayout layout, JoinedVideo joined, WorkFolder work) {
    new Splice(request.input(), layout.packets(), layout.parts(), joined, work)
        .write(this::checkCancelled);
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
