package org.derain.pipeline.card;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.derain.frames.MediaException;
import org.derain.frames.WholeFile;
import org.derain.pipeline.codec.DiskFullException;

/**
 * Does what a {@link Plan} says, recording by recording, and takes down in the {@link Journal} what
 * is done. A recording that fails stops no other; a full disk stops all.
 */
public final class CardJob {
  private final CardRequest request;
  private final Journal journal;
  private final CardListener listener;
  private final Workers workers;
  private final Collection<Runnable> running = ConcurrentHashMap.newKeySet();
  private volatile boolean cancelled;

  /**
   * Prepares.
   *
   * @param jobs recordings at a time
   */
  public CardJob(CardRequest request, Journal journal, CardListener listener, int jobs) {
    this.request = request;
    this.journal = journal;
    this.listener = listener;
    this.workers = new Workers(jobs);
  }

  /**
   * Does the tasks.
   *
   * @return in the order of the tasks
   * @throws CancellationException when it was cancelled
   * @throws DiskFullException when there is no room
   */
  public List<Outcome> run(List<Task> tasks) {
    Map<Task, Outcome> outcomes = new ConcurrentHashMap<>();
    workers.work("derain-card", tasks, () -> task -> outcomes.put(task, outcome(task)));
    return tasks.stream().map(outcomes::get).toList();
  }

  /** Copies what lies beside the recordings; what is there already and as old stays. */
  public void copyOthers(CardWalk walk) {
    for (Path other : walk.others()) {
      Path source = walk.root().resolve(other);
      Path target = request.output().resolve(other);
      if (!Files.exists(target)) {
        UntouchedFile.put(source, target, request.link(), false, note -> {});
      }
    }
  }

  private Outcome outcome(Task task) {
    Recording recording = task.recording();
    Path target = request.output().resolve(request.place(task));
    Optional<Outcome> before = journal.outcome(recording).filter(one -> isThere(one, target));
    if (before.isPresent()) {
      listener.done(task, before.get(), true);
      return before.get();
    }
    listener.begin(task);
    List<String> notes = new ArrayList<>();
    long begun = System.nanoTime();
    Outcome outcome;
    try {
      Result result = treat(task, target, text -> note(task, notes, text));
      double wall = Math.round((System.nanoTime() - begun) / 1e6) / 1e3;
      outcome = of(task, target, result, wall, notes, null);
      journal.done(recording, outcome);
    } catch (DiskFullException | CancellationException e) {
      throw e;
    } catch (MediaException e) {
      if (cancelled) {
        throw new CancellationException();
      }
      outcome = of(task, target, new Result(task.action(), 0), 0, notes, e.getMessage());
    }
    listener.done(task, outcome, false);
    return outcome;
  }

  /** What was done in the end. */
  private record Result(Action action, long frames) {}

  private void note(Task task, List<String> notes, String text) {
    if (!CardListener.isOfMachine(text)) {
      notes.add(text);
    }
    listener.note(task, text);
  }

  private static boolean isThere(Outcome outcome, Path target) {
    try {
      return outcome.isDone()
          && Files.isRegularFile(target)
          && Files.size(target) == outcome.targetSize();
    } catch (IOException e) {
      return false;
    }
  }

  private Result treat(Task task, Path target, java.util.function.Consumer<String> notes) {
    Path source = task.recording().file();
    boolean ours = journal.isBegun(task.recording());
    boolean untouched = task.action() == Action.COPY || task.action() == Action.KEEP;
    if (Files.exists(target) && ours && (!untouched || UntouchedFile.same(source, target))) {
      // It appeared whole, and the process was killed before it was taken down.
      return new Result(task.action(), 0);
    }
    if (Files.exists(target) && !request.overwrite()) {
      throw new MediaException(target + ": exists already; --overwrite replaces it");
    }
    journal.begin(task.recording());
    if (task.action() == Action.KEEP) {
      notes.accept("is copied as it is: " + task.reason());
    }
    if (untouched) {
      UntouchedFile.put(source, target, request.link(), request.overwrite(), notes);
      return new Result(task.action(), 0);
    }
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      RainyFile rainy =
          new RainyFile(request, task, target, notes, (n, of) -> listener.frames(task, n, of));
      Result result = during(rainy);
      UntouchedFile.times(source, target);
      return result;
    } catch (IOException e) {
      throw new MediaException("cannot write " + target + ": " + WholeFile.reason(e), e);
    }
  }

  private Result during(RainyFile rainy) {
    Runnable stop = rainy::cancel;
    running.add(stop);
    try {
      if (cancelled) {
        throw new CancellationException();
      }
      long frames = rainy.clean();
      return new Result(rainy.action(), frames);
    } finally {
      running.remove(stop);
    }
  }

  private Outcome of(
      Task task, Path target, Result result, double wall, List<String> notes, String problem) {
    Recording recording = task.recording();
    long size = 0;
    try {
      size = problem == null ? Files.size(target) : 0;
    } catch (IOException e) {
      throw new MediaException("cannot read " + target + ": " + WholeFile.reason(e), e);
    }
    return new Outcome(
        recording.name(),
        recording.size(),
        recording.modified(),
        result.action(),
        request.place(task).toString().replace('\\', '/'),
        size,
        result.frames(),
        result.action() == Action.CLEAN ? task.surveyed().survey().seconds() : task.rainySeconds(),
        wall,
        notes,
        problem);
  }

  /** Stops soon; {@link #run} then throws. What is done is kept. Any thread may call it. */
  public void cancel() {
    cancelled = true;
    workers.cancel();
    running.forEach(Runnable::run);
  }
}
