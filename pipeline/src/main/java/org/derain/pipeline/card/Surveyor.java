package org.derain.pipeline.card;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
    Map<Recording, Surveyed> done = new ConcurrentHashMap<>();
    workers.work(
        "derain-look",
        recordings,
        () -> {
          Triage triage = triages.get();
          return new Workers.Worker<Recording>() {
            @Override
            public void accept(Recording recording) {
              Surveyed one = new Surveyed(recording, triage.survey(recording.file()));
              done.put(recording, one);
              listener.accept(one);
            }

            @Override
            public void close() {
              triage.close();
            }
          };
        });
    return recordings.stream().map(done::get).toList();
  }

  /** Stops soon; {@link #survey} then throws. */
  public void cancel() {
    workers.cancel();
  }
}
