package org.derain.pipeline.live.camera;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.derain.frames.MediaException;
import org.derain.pipeline.FakeClock;
import org.derain.pipeline.inference.Device;
import org.derain.zoo.RainScore;

/** Networks whose runs take no time but move a clock, and the engines that hold them. */
final class ClockedNetworks implements Engines.Loader, AutoCloseable {
  final FakeClock clock = new FakeClock();
  final Engines engines = new Engines(this, clock);

  /** What a run of each model takes. */
  final Map<String, Long> nanos = Collections.synchronizedMap(new HashMap<>());

  /** Models in the order in which loading them was tried. */
  final List<String> tried = Collections.synchronizedList(new ArrayList<>());

  final AtomicInteger runs = new AtomicInteger();

  /** Cameras of the network that was loaded last. */
  final AtomicInteger users = new AtomicInteger();

  final AtomicInteger open = new AtomicInteger();

  /** So many of the networks that were loaded first fail. */
  volatile int broken;

  volatile float rain = 0.9f;

  @Override
  public Engines.Loaded load(Engines.Key key, Consumer<String> notes) {
    tried.add(key.model());
    if (key.model().startsWith("bad")) {
      throw new MediaException("cannot load model " + key.model());
    }
    open.incrementAndGet();
    int number = tried.size();
    return new Engines.Loaded(
        (window, into) -> run(key.model(), number), Device.CPU, users::set, open::decrementAndGet);
  }

  private RainScore run(String model, int number) {
    if (number <= broken) {
      throw new MediaException("it broke");
    }
    runs.incrementAndGet();
    clock.advance(nanos.getOrDefault(model, 0L));
    return RainScore.of(rain);
  }

  Tiers tiers(List<String> notes) {
    return new Tiers(engines, FakeCamera.FORMAT, Device.CPU, 0, notes::add);
  }

  /** Waits until all that was asked for before is loaded or closed: one thread does that. */
  void settle() {
    for (int i = 0; i < 2; i++) {
      engines
          .lease(new Engines.Key("bad barrier", FakeCamera.FORMAT, Device.CPU, 0), text -> {})
          .handle((lease, error) -> lease)
          .join();
    }
    tried.removeIf("bad barrier"::equals);
  }

  @Override
  public void close() {
    engines.close();
  }
}
