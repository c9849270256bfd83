package org.derain.pipeline.card;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.derain.pipeline.clean.CleanJob;
import org.derain.pipeline.clean.CleanListener;
import org.derain.pipeline.clean.CleanReport;
import org.derain.pipeline.clean.CleanRequest;
import org.derain.pipeline.cut.CutJob;
import org.derain.pipeline.cut.Span;
import org.derain.pipeline.cut.UncuttableException;

/** Cleans a recording in which it rains: its rainy parts where it can be cut, or else all of it. */
final class RainyFile implements CleanListener {
  private final CardRequest request;
  private final Task task;
  private final Path target;
  private final Consumer<String> notes;
  private final Frames frames;
  private long expected;
  private volatile Runnable stop = () -> {};
  private volatile boolean cancelled;
  private Action action;

  /** Told how far the work is. */
  @FunctionalInterface
  interface Frames {
    /** So many frames are done, of about so many; 0 when unknown. */
    void done(long frames, long expected);
  }

  RainyFile(CardRequest request, Task task, Path target, Consumer<String> notes, Frames frames) {
    this.request = request;
    this.task = task;
    this.target = target;
    this.notes = notes;
    this.frames = frames;
    this.action = task.action();
  }

  /** Does it; the frames of the whole result. */
  long clean() {
    CleanRequest whole =
        request.clean(task.recording().file(), target, request.codec(task)).between(task.around());
    if (action == Action.CUT && !CutJob.isAnothers(target)) {
      try {
        return cut(whole);
      } catch (UncuttableException e) {
        notes.accept("is cleaned whole, as it cannot be cut: " + e.getMessage());
      }
    }
    action = Action.CLEAN;
    CleanJob job = new CleanJob(whole, request.version(), this);
    stopBy(job::cancel);
    CleanReport report = job.run();
    return report.frames().out();
  }

  private long cut(CleanRequest whole) {
    List<Span> spans =
        task.stretches().stream().map(one -> new Span(one.from(), one.to())).toList();
    CutJob job = new CutJob(whole, spans, request.version(), this);
    stopBy(job::cancel);
    return job.run().frames();
  }

  private void stopBy(Runnable cancel) {
    stop = cancel;
    if (cancelled) {
      cancel.run();
    }
  }

  /** What was done in the end. */
  Action action() {
    return action;
  }

  /** Stops soon. */
  void cancel() {
    cancelled = true;
    stop.run();
  }

  @Override
  public void begin(long of, long finished) {
    expected = of;
    frames.done(finished, of);
  }

  @Override
  public void progress(long done) {
    frames.done(done, expected);
  }

  @Override
  public void finishing() {}

  @Override
  public void note(String text) {
    // That there is nothing to continue is usual here.
    if (!text.startsWith("nothing to continue")) {
      notes.accept(text);
    }
  }
}
