package org.derain.app.signal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.derain.pipeline.weather.RainChange;

/** Tells whoever wants to know when rain begins, changes and ends. Any thread may use it. */
public final class RainSignals implements AutoCloseable {
  private final Map<String, List<HookAddress>> hooks = new ConcurrentHashMap<>();
  private final Map<HookAddress, Courier> couriers = new ConcurrentHashMap<>();
  private final Map<String, RainEvent> raining = new ConcurrentHashMap<>();
  private final EventLog log = new EventLog();
  private final Clock clock;
  private final SSLContext trust;
  private final Consumer<String> notes;

  /**
   * Tells nobody yet.
   *
   * @param clock of the times of events
   * @param trust whose certificates are believed; null for those that Java believes
   * @param notes told what the user should know, redacted; from several threads
   */
  public RainSignals(Clock clock, SSLContext trust, Consumer<String> notes) {
    this.clock = clock;
    this.trust = trust;
    this.notes = notes;
  }

  /** Says which web hooks are told of a camera, from now on. */
  public void hooks(String camera, List<HookAddress> addresses) {
    hooks.put(camera, List.copyOf(addresses));
  }

  /** What the rain of a camera did, now. Never waits for a receiver. */
  public void changed(String camera, RainChange change) {
    tell(RainEvent.of(camera, change, clock.instant()));
  }

  /** Nobody looks at a camera any more; if it rained there, that counts as ended. */
  public void stopped(String camera) {
    stopped(camera, clock.instant());
  }

  /** The same, at a time. */
  public void stopped(String camera, Instant time) {
    RainEvent last = raining.get(camera);
    if (last != null) {
      tell(RainEvent.stopped(camera, last.change().score(), time));
    }
  }

  /** Tells an event. */
  public synchronized void tell(RainEvent event) {
    if (event.raining()) {
      raining.put(event.camera(), event);
    } else {
      raining.remove(event.camera());
    }
    log.add(event);
    for (HookAddress hook : hooks.getOrDefault(event.camera(), List.of())) {
      couriers.computeIfAbsent(hook, one -> new Courier(new WebHook(one, trust), notes)).add(event);
    }
  }

  /** The newest events. */
  public EventLog log() {
    return log;
  }

  /** Tells what still waits, as far as receivers take it, within three seconds. */
  @Override
  public void close() {
    log.close();
    couriers.values().parallelStream().forEach(Courier::close);
  }
}
