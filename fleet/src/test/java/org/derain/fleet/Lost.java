package org.derain.fleet;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/** Counts executors that went away while there was work. */
public final class Lost extends SparkListener {
  private static final AtomicInteger EXECUTORS = new AtomicInteger();

  /** How many there were. */
  static int executors() {
    return EXECUTORS.get();
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    EXECUTORS.incrementAndGet();
  }
}
