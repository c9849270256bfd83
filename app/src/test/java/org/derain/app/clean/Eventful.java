package org.derain.app.clean;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Consumer;
import org.derain.frames.FrameFormat;
import org.derain.frames.Rational;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.clean.CleanListener;
import org.derain.pipeline.clean.Treatment;
import org.derain.zoo.RainScore;

/** Leaves frames as they are; while it has one of them, something happens. */
final class Eventful implements Treatment {
  private final int frame;
  private final Event event;
  private int frames;

  /** What happens. */
  interface Event {
    void happen() throws IOException;
  }

  /**
   * For one job.
   *
   * @param frame the number of those before that one
   */
  Eventful(int frame, Event event) {
    this.frame = frame;
    this.event = event;
  }

  @Override
  public String name() {
    return "eventful";
  }

  @Override
  public Map<String, String> signature() {
    return Map.of("treatment", name());
  }

  /** Frames that it had. */
  int frames() {
    return frames;
  }

  @Override
  public Filter open(FrameFormat format, Rational rate, long first, Consumer<String> notes) {
    return new Filter() {
      @Override
      public RainFilter frames() {
        return (window, into) -> {
          into.copyFrom(window[window.length / 2]);
          happen();
          return RainScore.of(0);
        };
      }

      @Override
      public String device() {
        return "cpu";
      }

      @Override
      public void close() {}
    };
  }

  private void happen() {
    if (frames++ != frame) {
      return;
    }
    try {
      event.happen();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Told, and says nothing. */
  static final class Silent implements CleanListener {
    @Override
    public void note(String text) {}

    @Override
    public void begin(long expected, long finished) {}

    @Override
    public void progress(long frames) {}

    @Override
    public void finishing() {}
  }
}
