package org.derain.app.signal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
  private volatile List<HookAddress> common = List.of();
  private MqttReceiver broker;
  private Courier brokerCourier;

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

  /** Says which web hooks are told of cameras of which nothing else is said. */
  public void hooks(List<HookAddress> addresses) {
    common = List.copyOf(addresses);
  }

  /** Tells a broker, too. */
  void publish(MqttReceiver receiver) {
    broker = receiver;
    brokerCourier = new Courier(receiver, notes);
  }

  /** Whether somebody wants to know how cameras are between events. */
  public boolean wantsViews() {
    return broker != null;
  }

  /**
   * How a camera is between events.
   *
   * @param running whether it gives pictures
   * @param score how much it rains: 0 dry to 1
   */
  public void view(String camera, boolean running, double score) {
    if (broker != null) {
      broker.view(camera, new CameraView(running, score));
    }
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
    view(camera, false, 0);
  }

  /** Tells an event. */
  public synchronized void tell(RainEvent event) {
    if (event.raining()) {
      raining.put(event.camera(), event);
    } else {
      raining.remove(event.camera());
    }
    log.add(event);
    for (HookAddress hook : hooks.getOrDefault(event.camera(), common)) {
      couriers.computeIfAbsent(hook, one -> new Courier(new WebHook(one, trust), notes)).add(event);
    }
    if (broker != null) {
      brokerCourier.add(event);
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
    Stream.concat(couriers.values().stream(), Stream.ofNullable(brokerCourier))
        .parallel()
        .forEach(Courier::close);
  }
}
