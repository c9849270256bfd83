package org.derain.pipeline.card;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.derain.pipeline.triage.Stretches;
import org.derain.pipeline.triage.Triage;

/** Looks at many recordings, several at a time, each on one thread. */
public final class Surveyor {
  private final Supplier<Triage> triages;
  private final Workers workers;

  /**
   * Prepares.
   *
   * @param triages makes one for each thread
   * @param jobs recordings at a time
   */
  public Surveyor(Supplier<Triage> triages, int jobs) {
    this.triages = triages;
    this.workers = new Workers(jobs);
  }

  /**
   * Looks at all of them.
   *
   * @param listener told of each, on the thread that looked at it
   * @return in the order of the recordings
   * @throws java.util.concurrent.CancellationException when it was cancelled
   */
  public List<Surveyed> survey(List<Recording> recordings, Consumer<Surveyed> listener) {
    return look(
        recordings,
        (triage, recording) -> new Surveyed(recording, triage.survey(recording.file())),
        listener);
  }

  /**
   * Looks at the joins of recordings where it rains on one side only.
   *
   * @param all that were looked at
   * @param weather tells when it rains
   * @param listener told of each that was looked at once more
   * @return all of them, in the same order, with what was seen at the joins
   * @throws java.util.concurrent.CancellationException when it was cancelled
   */
  public List<Surveyed> joins(List<Surveyed> all, Stretches weather, Consumer<Surveyed> listener) {
    return Edge.seen(
        all,
        weather,
        edges -> look(edges, (triage, edge) -> edge.part().seenAt(triage, edge.last()), listener));
  }

  private <T> List<Surveyed> look(
      List<T> things, BiFunction<Triage, T, Surveyed> how, Consumer<Surveyed> listener) {
    Map<T, Surveyed> done = new ConcurrentHashMap<>();
    workers.work(
        "derain-look",
        things,
        () -> {
          Triage triage = triages.get();
          return new Workers.Worker<T>() {
            @Override
            public void accept(T thing) {
              Surveyed one = how.apply(triage, thing);
              done.put(thing, one);
              listener.accept(one);
            }

            @Override
            public void close() {
              triage.close();
            }
          };
        });
    return things.stream().map(done::get).toList();
  }

  /** Stops soon; {@link #survey} then throws. */
  public void cancel() {
    workers.cancel();
  }
}
