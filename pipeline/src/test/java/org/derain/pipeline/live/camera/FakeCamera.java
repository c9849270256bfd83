package org.derain.pipeline.live.camera;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.frames.Rational;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.codec.VideoTraits;
import org.derain.pipeline.live.CameraParts;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.LiveSink;
import org.derain.pipeline.live.LiveSource;
import org.derain.pipeline.live.OutputStatus;

/**
 * A pretended camera: grey frames that carry their number, one every few milliseconds; and outputs
 * that note what they are given. It can freeze, be lost, and fail.
 */
public final class FakeCamera implements CameraParts {
  public static final FrameFormat FORMAT = new FrameFormat(64, 48, 8);

  /** What the sink was given; behind: how many newer frames the camera had given by then. */
  public record Written(int number, boolean derained, int behind) {}

  public final List<Written> written = Collections.synchronizedList(new ArrayList<>());
  final long intervalNanos;

  /** Frames of each connection; what comes after is its end. */
  volatile int framesPerConnection = Integer.MAX_VALUE;

  volatile boolean finite;
  volatile String refusal;
  volatile String loss;
  volatile int frozenAt = -1;
  volatile boolean sinkFails;
  volatile long encodeNanos;

  /** How much less each quicker preset takes: of {@link #encodeNanos} the first takes all. */
  volatile double[] presets = {1};

  volatile int preset;
  volatile boolean sinkClosed;
  volatile int number;
  volatile int opened;
  volatile FrameFormat format = FORMAT;

  /** The samples of the last frame that was derained. */
  volatile byte[] lastDerained;

  public FakeCamera(int intervalMillis) {
    intervalNanos = TimeUnit.MILLISECONDS.toNanos(intervalMillis);
  }

  /** The number that a frame carries. */
  public static int number(Picture picture) {
    return picture.plane(0).getInt(0);
  }

  @Override
  public LiveSource open(CameraSettings settings, Consumer<String> notes, BooleanSupplier stopped) {
    if (refusal != null) {
      throw new MediaException(refusal);
    }
    opened++;
    return new Source();
  }

  @Override
  public LiveSink outputs(CameraSettings settings, Consumer<String> notes) {
    return new Sink();
  }

  private final class Source implements LiveSource {
    private final FrameFormat own = format;
    private volatile boolean stopped;
    private int given;
    private long due;

    @Override
    public FrameFormat format() {
      return own;
    }

    @Override
    public VideoTraits traits() {
      Rational rate = new Rational((int) (1_000_000_000L / intervalNanos), 1);
      Rational millis = new Rational(1, 1000);
      return VideoTraits.plain(own, rate, millis);
    }

    @Override
    public Duration silence() {
      return Duration.ofSeconds(7);
    }

    @Override
    public boolean finite() {
      return finite;
    }

    @Override
    public boolean next(Picture into, FrameTime time) {
      due = given == 0 ? System.nanoTime() : due;
      while (!stopped && number == frozenAt) {
        LockSupport.parkNanos(1_000_000);
        due = System.nanoTime();
      }
      if (stopped) {
        return false;
      }
      if (given++ == framesPerConnection) {
        if (loss != null) {
          throw new MediaException(loss);
        }
        return false;
      }
      due += intervalNanos;
      while (due - System.nanoTime() > 0) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      ByteBuffer all = into.buffer();
      while (all.hasRemaining()) {
        all.put((byte) 100);
      }
      into.plane(0).putInt(0, number);
      time.pts = number * intervalNanos / 1_000_000;
      time.duration = intervalNanos / 1_000_000;
      time.captured = due;
      number++;
      return true;
    }

    @Override
    public long damaged() {
      return given / 10;
    }

    @Override
    public void stop() {
      stopped = true;
    }

    @Override
    public void close() {}
  }

  private final class Sink implements LiveSink {
    private LongConsumer sent;

    @Override
    public void begin(LiveSource source, LongConsumer listener) {
      sent = listener;
    }

    @Override
    public void write(Picture original, Picture derained, FrameTime time) {
      if (sinkFails) {
        throw new MediaException("the encoder broke");
      }
      LockSupport.parkNanos((long) (encodeNanos * presets[preset]));
      int its = number(original);
      written.add(new Written(its, original != derained, number - its - 1));
      if (original != derained) {
        byte[] samples = new byte[derained.format().bytes()];
        derained.buffer().get(samples);
        lastDerained = samples;
      }
      sent.accept(time.captured);
    }

    @Override
    public List<String> presets() {
      return java.util.stream.IntStream.range(0, presets.length).mapToObj(i -> "p" + i).toList();
    }

    @Override
    public String preset() {
      return "p" + preset;
    }

    @Override
    public void preset(String next) {
      preset = presets().indexOf(next);
    }

    @Override
    public List<OutputStatus> outputs() {
      return List.of(new OutputStatus("nowhere", true, written.size(), 0, 0, 0, null));
    }

    @Override
    public void close() {
      sinkClosed = true;
    }
  }
}
