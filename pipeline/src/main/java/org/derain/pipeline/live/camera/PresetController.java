package org.derain.pipeline.live.camera;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.derain.pipeline.live.LiveSink;

/**
 * How much effort the encoder makes: a quicker preset within a second when frames wait for it and
 * it does not keep up; a more thorough one again after half a minute in which there was room for
 * it, and when that fails, after twice as long, and so on. One thread uses it.
 */
final class PresetController {
  /** From this share of the time between frames on, the encoder does not keep up. */
  private static final double FULL = 0.95;

  /** A more thorough preset must not be expected to take more than this. */
  private static final double EASY = 0.6;

  /** What it costs is guessed, a little too high: x264's superfast and veryfast cost 1.5 times. */
  private static final double DEARER = 1.7;

  /** Times between frames for which it must not keep up: a hiccup is over by then. */
  private static final int SLOW = 12;

  /** And so many frames in a row. */
  private static final int FEW = 4;

  private static final long HOLD_TIME = TimeUnit.SECONDS.toNanos(30);
  private static final long LONGEST = TimeUnit.MINUTES.toNanos(15);

  private final LiveSink sink;
  private final List<String> presets;
  private final FrameTimings timings;
  private final Consumer<String> notes;
  private int at;
  private int slow;
  private long slowSince;
  private boolean good;
  private long goodSince;
  private boolean climbed;
  private long holdTime = HOLD_TIME;

  /** For a sink that is ready; what it costs is seen in the timings. */
  PresetController(LiveSink sink, FrameTimings timings, Consumer<String> notes) {
    this.sink = sink;
    this.presets = sink.presets();
    this.timings = timings;
    this.notes = notes;
    this.at = Math.max(0, presets.indexOf(sink.preset()));
  }

  /** Whether the encoder cannot be any quicker. */
  boolean least() {
    return at == presets.size() - 1;
  }

  /**
   * Another frame comes to the encoder.
   *
   * @param behind frames that wait behind it
   */
  void next(long now, int behind) {
    double load = timings.encode().mean() / timings.interval();
    boolean waits = behind > 1;
    slow = load > FULL && waits ? slow + 1 : 0;
    slowSince = slow <= 1 ? now : slowSince;
    boolean room = load > 0 && load * DEARER <= EASY && !waits;
    goodSince = room && good ? goodSince : now;
    good = room;
    if (!least() && slow >= FEW && now - slowSince >= SLOW * timings.interval()) {
      down(load);
    } else if (at > 0 && good && now - goodSince >= holdTime) {
      climbed = true;
      change(at - 1, load, load * DEARER);
    }
  }

  private void down(double load) {
    holdTime = climbed ? Math.min(2 * holdTime, LONGEST) : holdTime;
    climbed = false;
    int to = at;
    double expected = load;
    while (to < presets.size() - 1 && expected > FULL) {
      expected /= DEARER;
      to++;
    }
    change(to, load, expected);
  }

  private void change(int to, double load, double expected) {
    at = to;
    slow = 0;
    good = false;
    sink.preset(presets.get(to));
    timings.encodes(expected * timings.interval());
    notes.accept(
        String.format(
            Locale.ROOT,
            "encoding takes %.0f%% of the time between frames: preset %s from now on",
            100 * load,
            presets.get(to)));
  }
}
