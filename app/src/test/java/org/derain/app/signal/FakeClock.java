package org.derain.app.signal;

import java.util.concurrent.TimeUnit;
import org.derain.pipeline.NanoClock;

/** A clock that a test sets. */
final class FakeClock implements NanoClock {
  private volatile long now;

  void second(int second) {
    now = TimeUnit.SECONDS.toNanos(second);
  }

  @Override
  public long nanoTime() {
    return now;
  }
}
