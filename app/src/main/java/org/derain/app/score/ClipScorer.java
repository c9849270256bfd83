package org.derain.app.score;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.frames.StopSignal;
import org.derain.pipeline.FrameSink;
import org.derain.pipeline.FrameSource;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.clean.CleanListener;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.demux.Cut;
import org.derain.pipeline.demux.MediaSource;
import org.derain.pipeline.demux.SourceFile;
import org.derain.pipeline.inference.DerainerOptions;
import org.derain.pipeline.inference.Scorer;
import org.derain.pipeline.run.Pipeline;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.pipeline.run.PipelineStats;
import org.derain.pipeline.scale.Scale;
import org.derain.zoo.Model;

/**
 * Scores files with one model. Frames take the same way as when a file is cleaned (windows, cuts,
 * alignment, scale), so the scores are those that a cleaned file's frames had.
 */
final class ClipScorer implements AutoCloseable {
  private final Model model;
  private final DerainerOptions options;
  private final int every;
  private Scorer scorer;
  private FrameFormat format;

  /**
   * For one model.
   *
   * @param every 1 for all frames, 2 for every other one, ...
   */
  ClipScorer(Model model, DerainerOptions options, int every) {
    this.model = model;
    this.options = options;
    this.every = every;
  }

  /**
   * Scores a file.
   *
   * @param progress told how it goes, with what the user should know
   * @param frames told of each frame as soon as it is scored, on another thread
   * @throws MediaException when it cannot be read, or nothing of it lies in the cut
   */
  ClipScore score(Path file, Cut cut, CleanListener progress, Consumer<FrameScore> frames) {
    List<FrameScore> scores = new ArrayList<>();
    SourceFile asItWas = SourceFile.of(file);
    try (MediaSource source =
        MediaSource.open(file, cut, Codec.FFV1, options.threads(), progress::note)) {
      progress.begin(source.expectedFrames() / every, 0);
      Pipeline pipeline =
          new Pipeline(
              scorer(source.format(), progress::note),
              PipelineOptions.defaults().withScale(Scale.AUTO.of(source.format(), model)),
              (out, time, scored, score) -> {
                if (scored) {
                  FrameScore frame = FrameScore.of(source.seconds(time.pts), score);
                  scores.add(frame);
                  frames.accept(frame);
                  progress.progress(out);
                }
              },
              progress::note);
      PipelineStats stats = run(file, pipeline, source);
      asItWas.check();
      if (stats.frames().passed() > 0) {
        throw new MediaException(
            file
                + ": the network failed on "
                + stats.frames().passed()
                + " frames: "
                + String.join("; ", stats.errors().keySet()));
      }
    }
    if (scores.isEmpty()) {
      throw new MediaException(file + ": --start lies behind the end of the video");
    }
    return new ClipScore(file.toString(), model.name(), scores);
  }

  private PipelineStats run(Path file, Pipeline pipeline, MediaSource source) {
    try {
      return StopSignal.during(
          pipeline::cancel, () -> pipeline.run(new Thinned(source, every), FrameSink.discard()));
    } catch (CancellationException e) {
      throw new MediaException(file + ": stopped", e);
    }
  }

  /** The network for a format; the one before goes, since stills often differ in size. */
  private Scorer scorer(FrameFormat wanted, Consumer<String> notes) {
    if (scorer == null || !wanted.equals(format)) {
      close();
      scorer = new Scorer(model, Scale.AUTO.of(wanted, model).analysed(wanted), options, notes);
      format = wanted;
    }
    return scorer;
  }

  @Override
  public void close() {
    if (scorer != null) {
      scorer.close();
      scorer = null;
    }
  }

  /** Of every so many frames the first is looked at, and the others serve as its neighbours. */
  private static final class Thinned implements FrameSource {
    private final FrameSource all;
    private final int every;
    private long frame;

    Thinned(FrameSource all, int every) {
      this.all = all;
      this.every = every;
    }

    @Override
    public FrameFormat format() {
      return all.format();
    }

    @Override
    public boolean readsAhead() {
      return all.readsAhead();
    }

    @Override
    public boolean next(Picture into, FrameTime time) {
      if (!all.next(into, time)) {
        return false;
      }
      if (!time.context) {
        time.context = frame++ % every != 0;
      }
      return true;
    }

    @Override
    public void close() {
      all.close();
    }
  }
}
