package org.derain.pipeline.live.camera;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.inference.Device;
import org.derain.zoo.RainScore;

/** Networks that copy the frame in the middle, after a while, and say what they are told to. */
public final class FakeNetworks implements Engines.Loader {
  public final Map<String, Long> nanos = new ConcurrentHashMap<>();
  final AtomicInteger runs = new AtomicInteger();
  public final AtomicInteger open = new AtomicInteger();
  final List<String> loaded = Collections.synchronizedList(new ArrayList<>());
  final List<List<Integer>> windows = Collections.synchronizedList(new ArrayList<>());

  volatile float rain = 0.9f;

  /** Gives all samples but those of the number another value. */
  volatile boolean repaints;

  volatile String failure;
  volatile int hangsAt = -1;
  private final CountDownLatch hang = new CountDownLatch(1);
  private volatile boolean hangs;

  @Override
  public Engines.Loaded load(Engines.Key key, Consumer<String> notes) {
    if (key.model().startsWith("bad")) {
      throw new MediaException("cannot load model " + key.model());
    }
    loaded.add(key.model());
    open.incrementAndGet();
    RainFilter filter = (window, into) -> run(key.model(), window, into);
    return new Engines.Loaded(filter, Device.CPU, users -> {}, open::decrementAndGet);
  }

  /** Whether a run hangs now. */
  boolean hangs() {
    return hangs;
  }

  /** Lets the run that hangs go on. */
  void goOn() {
    hang.countDown();
  }

  private void awaitGoingOn() {
    try {
      hang.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private RainScore run(String model, Picture[] window, Picture into) {
    LockSupport.parkNanos(nanos.getOrDefault(model, 0L));
    int number = FakeCamera.number(window[2]);
    if (number == hangsAt) {
      hangs = true;
      awaitGoingOn();
      hangs = false;
    }
    if (failure != null) {
      throw new MediaException(failure);
    }
    runs.incrementAndGet();
    windows.add(java.util.Arrays.stream(window).map(FakeCamera::number).toList());
    into.copyFrom(window[2]);
    for (int i = 4; repaints && i < into.format().bytes(); i++) {
      into.buffer().put(i, (byte) 200);
    }
    return RainScore.of(rain);
  }
}
