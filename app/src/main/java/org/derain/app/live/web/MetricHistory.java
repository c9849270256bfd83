package org.derain.app.live.web;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.derain.app.live.fleet.Camera;
import org.derain.app.live.fleet.Fleet;
import org.derain.pipeline.live.CameraStatus;

/** Keeps the histories of all cameras: ten minutes by the second and a day by the minute. */
final class MetricHistory implements AutoCloseable {
  private static final int MINUTE_S = 60;
  private static final int SECONDS = 600;
  private static final int MINUTES = 1440;

  private final Fleet fleet;
  private final Map<String, Pair> histories = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "derain-chronicle");
            thread.setDaemon(true);
            return thread;
          });

  private record Pair(History seconds, History minutes) {
    Pair() {
      this(new History(1, SECONDS), new History(MINUTE_S, MINUTES));
    }
  }

  MetricHistory(Fleet fleet) {
    this.fleet = fleet;
    clock.scheduleAtFixedRate(this::look, 0, 1, TimeUnit.SECONDS);
  }

  private void look() {
    long now = Math.round(System.currentTimeMillis() / 1000.0);
    List<Camera> cameras = fleet.cameras();
    histories.keySet().retainAll(cameras.stream().map(c -> c.settings().name()).toList());
    for (Camera camera : cameras) {
      CameraStatus status = camera.status();
      Pair pair = histories.computeIfAbsent(camera.settings().name(), name -> new Pair());
      pair.seconds.add(now, status);
      pair.minutes.add(now, status);
    }
  }

  /** The history of a camera; an empty one before its first second. */
  History of(String camera, boolean day) {
    Pair pair = histories.computeIfAbsent(camera, name -> new Pair());
    return day ? pair.minutes : pair.seconds;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
