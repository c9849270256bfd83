package org.derain.training.data;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@link SamplePool}: windows are used as often as asked and not more, however slow they come. */
class SamplePoolTest {
  private static final int EACH = 4;

  /** Counts what it gives; slow, or failing after a while. */
  private static final class Source implements WindowSource {
    private final AtomicInteger given = new AtomicInteger();
    private final int failing;
    private volatile boolean closed;

    Source(int failing) {
      this.failing = failing;
    }

    @Override
    public Recipe recipe() {
      return null;
    }

    @Override
    public List<Sample> render(Recipe recipe) {
      if (given.get() >= failing) {
        throw new IllegalStateException("no more rain");
      }
      try {
        Thread.sleep(2);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      given.addAndGet(EACH);
      return IntStream.range(0, EACH).mapToObj(i -> sample()).toList();
    }

    private static Sample sample() {
      byte[] none = new byte[0];
      return new Sample(none, none, none, none, 0, new float[0], true);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  @Timeout(60)
  void aFastTrainerWaitsForRain() {
    Source source = new Source(Integer.MAX_VALUE);
    Source second = new Source(Integer.MAX_VALUE);
    Map<Sample, Integer> uses = new IdentityHashMap<>();
    int drawn = 0;
    try (SamplePool pool = new SamplePool(List.of(source, second), 40, 2, 5)) {
      while (drawn < 2000) {
        pool.draw(8).forEach(sample -> uses.merge(sample, 1, Integer::sum));
        drawn += 8;
        int given = source.given.get() + second.given.get();
        assertTrue(drawn <= 2 * given, drawn + " of " + given);
      }
    }
    assertTrue(source.closed && second.closed);
    assertTrue(Math.min(source.given.get(), second.given.get()) > 100, "both render");
    Map<Boolean, Integer> often = new HashMap<>();
    uses.values().forEach(times -> often.merge(times > 10, 1, Integer::sum));
    assertTrue(
        often.getOrDefault(true, 0) < uses.size() / 20, "few by far more than twice " + often);
    // Beside what was drawn, each of the two may have filled the pool and be one ahead.
    int given = source.given.get() + second.given.get();
    assertTrue(given <= drawn / 2 + 40 + 4 * EACH, drawn + " of " + given);
  }

  @Test
  @Timeout(60)
  void aFailureIsTheTrainers() {
    try (SamplePool pool = new SamplePool(List.of(new Source(8)), 40, 2, 5)) {
      assertThrows(IllegalStateException.class, () -> pool.draw(8));
    }
  }
}
