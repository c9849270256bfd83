package org.derain.pipeline.live.camera;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.pipeline.Keep;
import org.derain.pipeline.NanoClock;
import org.derain.pipeline.Threads;
import org.derain.pipeline.inference.Device;
import org.derain.pipeline.live.Backoff;
import org.derain.pipeline.live.CameraParts;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.CameraState;
import org.derain.pipeline.live.CameraStatus;
import org.derain.pipeline.live.LiveSink;
import org.derain.pipeline.live.LiveSource;
import org.derain.pipeline.live.Preview;
import org.derain.pipeline.live.Redacted;
import org.derain.pipeline.run.LiveFilter;
import org.derain.pipeline.run.LivePipeline;
import org.derain.pipeline.weather.RainChange;
import org.derain.zoo.Gate;

/**
 * One camera, supervised: opens the source, takes its frames to the outputs, and when the source is
 * lost opens it again, for ever, until closed. Whatever goes wrong stays with this camera. Any
 * thread may use it.
 */
public final class LiveCamera implements AutoCloseable {
  private final CameraSettings settings;
  private final Engines engines;
  private final CameraParts parts;
  private final Consumer<String> notes;
  private final NanoClock clock;
  private final PreviewTap preview;
  private final FrameStatistics statistics;
  private final RainGate gate;
  private final Backoff backoff = new Backoff(new Random());
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile CameraState state = CameraState.CONNECTING;
  private volatile String error;
  private volatile boolean deraining = true;
  private volatile String model;
  private volatile FrameFormat format;
  private volatile long reconnects;
  private volatile LiveSink sink;
  private volatile Tiers tiers;
  private volatile TierChoice choice;

  /**
   * A camera that is not started yet.
   *
   * @param engines shared by all cameras of the process; to be closed after them
   * @param notes told what the user should know, redacted; from several threads
   */
  public LiveCamera(CameraSettings settings, Engines engines, Consumer<String> notes) {
    this(settings, engines, new FfmpegCamera(), notes, change -> {});
  }

  /**
   * A camera of given parts.
   *
   * @param engines shared by all cameras of the process; to be closed after them
   * @param parts opens the source and makes the outputs
   * @param notes told what the user should know, redacted; from several threads
   * @param rain told when rain begins, changes and ends; frames wait for it
   */
  public LiveCamera(
      CameraSettings settings,
      Engines engines,
      CameraParts parts,
      Consumer<String> notes,
      Consumer<RainChange> rain) {
    this.settings = settings;
    this.engines = engines;
    this.clock = engines.clock();
    this.preview = new PreviewTap(clock);
    this.statistics = new FrameStatistics(preview, this::alive, clock);
    this.parts = parts;
    this.notes = notes;
    this.model = settings.model();
    this.gate = new RainGate(settings.always(), settings.sensitivity(), rain);
    this.thread = new Thread(this::supervise, "derain-camera-" + settings.name());
  }

  /** Begins; returns at once. */
  public void start() {
    thread.start();
  }

  private boolean closed() {
    return closing.getCount() == 0;
  }

  private void supervise() {
    try (LiveSink outputs = parts.outputs(settings, notes)) {
      sink = outputs;
      LivePipeline.load();
      TierChoice.governor();
      boolean first = true;
      while (!closed()) {
        state = CameraState.CONNECTING;
        reconnects += first ? 0 : 1;
        first = false;
        long begun = clock.nanoTime();
        if (!attempt(outputs) && !closed()) {
          state = CameraState.WAITING;
          backoff.worked(Duration.ofNanos(clock.nanoTime() - begun));
          pause(backoff.next());
        } else {
          break;
        }
      }
    } catch (RuntimeException | Error e) {
      fail(e);
    } finally {
      state = CameraState.STOPPED;
      if (tiers != null) {
        tiers.close();
      }
      preview.close();
    }
  }

  /** Opens the source and takes its frames; true when there is nothing more to come. */
  private boolean attempt(LiveSink outputs) {
    boolean finite = false;
    try (LiveSource opened = parts.open(settings, notes, this::closed)) {
      finite = opened.finite();
      do {
        run(opened, outputs);
      } while (!closed() && opened.changed());
      error = finite ? null : "the source ended";
      return finite;
    } catch (RuntimeException | Error e) {
      fail(e);
      return false;
    }
  }

  private void fail(Throwable e) {
    String text = e instanceof MediaException ? e.getMessage() : e.toString();
    String redacted = Redacted.text(text);
    if (!closed() && !redacted.equals(error)) {
      notes.accept(redacted);
    }
    error = redacted;
  }

  private void pause(Duration time) {
    try {
      closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(LiveSource opened, LiveSink outputs) {
    FrameTimings timings = prepare(opened);
    outputs.begin(opened, statistics::sent);
    statistics.begin(opened, timings);
    try {
      if (!closed()) {
        PresetController effort = new PresetController(outputs, timings, notes);
        LiveFilter filter =
            new CameraFilter(
                settings, timings, gate, choice, effort, () -> deraining, notes, clock);
        new LivePipeline(
                filter, statistics, settings.scale().live(opened.format()), settings.keep())
            .run(opened, outputs);
      }
    } finally {
      statistics.runEnded();
    }
  }

  private void alive() {
    state = CameraState.RUNNING;
    error = null;
  }

  /** Networks are kept from one source to the next when the pictures are of the same format. */
  private synchronized FrameTimings prepare(LiveSource opened) {
    FrameFormat next = opened.format();
    FrameFormat analysed = settings.scale().live(next).analysed(next);
    if (tiers == null || !tiers.format().equals(analysed)) {
      if (tiers != null) {
        tiers.close();
      }
      Keep.problem(settings.keep(), next.width(), next.height()).ifPresent(notes);
      tiers = new Tiers(engines, analysed, settings.device(), settings.threads(), notes);
      choice = new TierChoice(tiers, TierChoice.governor(), model, notes);
    }
    FrameTimings timings = new FrameTimings(opened.traits().frameRate().value());
    if (tiers.current() != null) {
      timings.change(tiers.current().trial());
    }
    format = next;
    preview.colour(opened.traits().colour());
    return timings;
  }

  /** How it is. */
  public CameraStatus status() {
    FrameLedger.Counts counts = statistics.counts();
    FrameFormat size = format;
    Tiers networks = tiers;
    Lease lease = networks == null ? null : networks.current();
    LiveSink outputs = sink;
    return new CameraStatus(
        settings.name(),
        Redacted.url(settings.source()),
        state,
        error,
        size == null ? 0 : size.width(),
        size == null ? 0 : size.height(),
        size == null ? 0 : settings.scale().live(size).factor(),
        statistics.fpsIn(),
        statistics.fpsOut(),
        statistics.lastFrameAge(),
        statistics.silence().toMillis() / 1000.0,
        counts.in(),
        counts.derained(),
        counts.passed(),
        counts.dropped(),
        statistics.latency(),
        statistics.recent(),
        reconnects,
        gate.rain(),
        gate.raining(),
        deraining,
        lease == null ? null : lease.model(),
        lease == null ? Device.AUTO : lease.device(),
        outputs == null ? null : outputs.preset(),
        gate.sensitivity(),
        (int) counts.inFlight(),
        outputs == null ? List.of() : outputs.outputs());
  }

  /** Switches deraining on or off; off, all frames go out as they came. */
  public void deraining(boolean on) {
    deraining = on;
  }

  /** Uses a model from now on; null for the largest of the zoo that keeps up. */
  public synchronized void model(String orNull) {
    model = orNull;
    if (choice != null) {
      choice.fix(orNull);
    }
  }

  /** Moves the border between dry and rainy: 0 never rains, 1 always. */
  public void sensitivity(double value) {
    gate.sensitivity(new Gate(value).sensitivity());
  }

  /**
   * The newest frame that left, before and after. Frames are copied for this only while somebody
   * asks: the first call finds none.
   */
  public Optional<Preview> preview() {
    return preview.newest();
  }

  /** Ends it: frames on their way leave, outputs are finished; takes two seconds at most. */
  @Override
  public void close() {
    closing.countDown();
    Threads.uninterruptibly(
        () -> {
          while (thread.isAlive()) {
            statistics.stop();
            thread.join(100);
          }
        });
    state = CameraState.STOPPED;
  }
}
