package org.derain.pipeline.live.camera;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.NanoClock;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.Threads;
import org.derain.pipeline.inference.Derainer;
import org.derain.pipeline.inference.DerainerOptions;
import org.derain.pipeline.inference.Device;
import org.derain.zoo.Zoo;

/**
 * The networks that the cameras of a process share: cameras with pictures of one format, one model
 * and one device use one session. Networks run one after another on each device, so that many
 * cameras take no more threads than one; the frames of all cameras stand in one fair queue. On a
 * GPU, those that wait for the same network are put together in one run; a CPU would gain nothing.
 *
 * <p>Close it after the cameras.
 */
public final class Engines implements AutoCloseable {
  private static final int TRIALS = 3;

  /**
   * What networks are told apart by.
   *
   * @param model a name in the zoo or an ONNX file
   * @param threads CPU threads; 0 for one per core
   */
  public record Key(String model, FrameFormat format, Device device, int threads) {}

  /**
   * A network that is ready.
   *
   * @param users told how many cameras share it, when they become more, while it may be running
   * @param closing closes it
   */
  public record Loaded(RainFilter filter, Device device, IntConsumer users, Runnable closing) {}

  /** Loads networks: those of the zoo, or pretended ones in tests. */
  public interface Loader {
    Loaded load(Key key, Consumer<String> notes);
  }

  /** A network with the number of its users. */
  private static final class Shared {
    final Key key;
    final Loaded loaded;
    final long trial;
    int users;

    Shared(Key key, Loaded loaded, long trial) {
      this.key = key;
      this.loaded = loaded;
      this.trial = trial;
    }
  }

  private final Loader loader;
  private final NanoClock clock;
  private final Map<Key, Shared> networks = new HashMap<>();
  private final Map<Boolean, Worker> workers = new HashMap<>();
  private final Set<String> noted = new HashSet<>();

  /** Sessions are created and closed one after another. */
  private final ThreadPoolExecutor loading =
      new ThreadPoolExecutor(
          1,
          1,
          10,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> {
            Thread thread = new Thread(task, "derain-load");
            thread.setDaemon(true);
            return thread;
          });

  /** With nothing loaded yet. */
  public Engines() {
    this(Engines::fromZoo, NanoClock.SYSTEM);
  }

  /** With networks of one's own, and the clock of all cameras that share them. */
  public Engines(Loader loader, NanoClock clock) {
    this.loader = loader;
    this.clock = clock;
    loading.allowCoreThreadTimeOut(true);
  }

  NanoClock clock() {
    return clock;
  }

  private static Loaded fromZoo(Key key, Consumer<String> notes) {
    DerainerOptions options =
        DerainerOptions.defaults().withDevice(key.device()).withThreads(key.threads());
    Derainer derainer = new Derainer(Zoo.load(key.model()), key.format(), options, notes);
    IntConsumer users = derainer.device() == Device.CPU ? number -> {} : derainer::batch;
    return new Loaded(derainer, derainer.device(), users, derainer::close);
  }

  /**
   * Loads a network, or shares it, in the background; it has run before when it comes.
   *
   * @return the lease, to be closed; or a {@link org.derain.frames.MediaException}
   */
  public CompletableFuture<Lease> lease(Key key, Consumer<String> notes) {
    return CompletableFuture.supplyAsync(() -> take(key, notes), loading);
  }

  private Lease take(Key key, Consumer<String> notes) {
    Shared shared = networks.get(key);
    if (shared == null) {
      Loaded loaded = loader.load(key, text -> noteOnce(text, notes));
      try {
        shared = new Shared(key, loaded, trial(loaded.filter(), key.format()));
      } catch (RuntimeException | Error e) {
        loaded.closing().run();
        throw e;
      }
      networks.put(key, shared);
    }
    shared.users++;
    int users = shared.users;
    Worker worker =
        workers.computeIfAbsent(
            shared.loaded.device() == Device.CPU,
            cpu -> new Worker(cpu ? "derain-cpu" : "derain-gpu", clock));
    Shared taken = shared;
    loading.execute(() -> tell(taken, users, notes));
    return new Lease(
        key.model(),
        shared.loaded,
        shared.trial,
        worker,
        () -> loading.execute(() -> giveBack(taken)),
        () -> loading.execute(() -> networks.remove(key, taken)));
  }

  /** A camera more need not wait for what only makes it quicker. */
  private void tell(Shared shared, int users, Consumer<String> notes) {
    try {
      if (networks.get(shared.key) == shared) {
        shared.loaded.users().accept(users);
      }
    } catch (RuntimeException e) {
      noteOnce("frames go one by one through " + shared.key.model() + ": " + e.getMessage(), notes);
    }
  }

  /** What is said of the machine is said once, and not for each network. */
  private void noteOnce(String text, Consumer<String> notes) {
    if (noted.add(text)) {
      notes.accept(text);
    }
  }

  /** What a run takes at best, in nanoseconds; the first ones of a session are slow. */
  private long trial(RainFilter filter, FrameFormat format) {
    try (Picture frame = new Picture(format);
        Picture into = new Picture(format)) {
      Picture[] window = RainFilter.repeated(frame, filter.window());
      long best = Long.MAX_VALUE;
      for (int i = 0; i < TRIALS; i++) {
        long start = clock.nanoTime();
        filter.derain(window, into);
        best = Math.min(best, clock.nanoTime() - start);
      }
      return best;
    }
  }

  private void giveBack(Shared shared) {
    if (--shared.users == 0) {
      networks.remove(shared.key, shared);
      shared.loaded.closing().run();
    }
  }

  /** Frees all networks and ends all threads. */
  @Override
  public void close() {
    loading.shutdown();
    Threads.uninterruptibly(() -> loading.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS));
    workers.values().forEach(Worker::close);
    workers.clear();
    networks.values().forEach(shared -> shared.loaded.closing().run());
    networks.clear();
  }
}
