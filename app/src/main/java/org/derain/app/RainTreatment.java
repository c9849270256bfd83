package org.derain.app;

import java.util.Locale;
import java.util.function.Consumer;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.frames.Rational;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.media.Treatment;
import org.derain.rain.Rain;
import org.derain.rain.RainParameters;
import org.derain.zoo.RainScore;

/** Rain of given parameters is put onto the frames. */
record RainTreatment(RainParameters wanted) implements Treatment {
  @Override
  public String name() {
    return String.format(
        Locale.ROOT, "rain of %s mm/h, seed %d", wanted.fall().rate(), wanted.seed());
  }

  @Override
  public String fingerprint() {
    return wanted.toJson();
  }

  @Override
  public Filter open(
      FrameFormat format, Rational frameRate, long firstFrame, Consumer<String> notes) {
    double framesPerSecond = frameRate.value();
    RainParameters parameters = wanted.sized(format.width(), framesPerSecond);
    return new Falling(new Rain(parameters, format, framesPerSecond), firstFrame);
  }

  /** The rain of a clip, frame after frame. */
  private static final class Falling implements Filter, RainFilter {
    private final Rain rain;
    private long frame;

    Falling(Rain rain, long frame) {
      this.rain = rain;
      this.frame = frame;
    }

    @Override
    public RainScore derain(Picture[] window, Picture into) {
      into.copyFrom(window[window.length / 2]);
      rain.render(into, frame++, true);
      return RainScore.of(1);
    }

    @Override
    public RainFilter frames() {
      return this;
    }

    @Override
    public String device() {
      return "cpu";
    }

    @Override
    public void close() {
      rain.close();
    }
  }
}
