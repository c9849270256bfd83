package org.derain.app.live.fleet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.CameraState;

/** The cameras of this process, in the order in which they were asked for. */
public final class Fleet implements AutoCloseable {
  private final Function<CameraSettings, Camera> opener;
  private volatile Map<String, Camera> cameras = Map.of();

  /**
   * An empty fleet.
   *
   * @param opener makes a camera that is not started yet
   */
  public Fleet(Function<CameraSettings, Camera> opener) {
    this.opener = opener;
  }

  /**
   * What a change did.
   *
   * @param started names of new cameras and of changed ones
   * @param ended names of cameras that are gone and of changed ones
   */
  public record Change(List<String> started, List<String> ended) {
    /** Whether anything changed. */
    public boolean any() {
      return !started.isEmpty() || !ended.isEmpty();
    }
  }

  /**
   * Ends cameras that are not wanted any more, starts new ones, and leaves alone those whose
   * settings are the same. A changed camera is ended before it is started, because both may write
   * to the same place.
   */
  public synchronized Change set(List<CameraSettings> wanted) {
    Map<String, Camera> kept = new LinkedHashMap<>();
    for (CameraSettings settings : wanted) {
      Camera now = cameras.get(settings.name());
      kept.put(settings.name(), now != null && now.settings().equals(settings) ? now : null);
    }
    List<Camera> gone = new ArrayList<>(cameras.values());
    gone.removeAll(kept.values());
    end(gone);
    List<Camera> fresh = new ArrayList<>();
    for (CameraSettings settings : wanted) {
      if (kept.get(settings.name()) == null) {
        Camera camera = opener.apply(settings);
        kept.put(settings.name(), camera);
        fresh.add(camera);
      }
    }
    cameras = kept;
    fresh.forEach(Camera::start);
    return new Change(names(fresh), names(gone));
  }

  private static List<String> names(List<Camera> some) {
    return some.stream().map(camera -> camera.settings().name()).toList();
  }

  /** All of them at the same time: each may take two seconds. */
  private static void end(List<Camera> some) {
    CompletableFuture<?>[] ends =
        some.stream()
            .map(one -> CompletableFuture.runAsync(one::close, Fleet::thread))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(ends).join();
  }

  private static void thread(Runnable work) {
    new Thread(work, "derain-camera-end").start();
  }

  /** All cameras. */
  public List<Camera> cameras() {
    return List.copyOf(cameras.values());
  }

  /** A camera by its name. */
  public Optional<Camera> camera(String name) {
    return Optional.ofNullable(cameras.get(name));
  }

  /** Whether every camera has ended by itself, as files do. */
  public boolean allEnded() {
    return cameras.values().stream()
        .allMatch(camera -> camera.status().state() == CameraState.STOPPED);
  }

  @Override
  public synchronized void close() {
    end(cameras());
  }
}
