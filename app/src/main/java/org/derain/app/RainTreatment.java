package org.derain.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.frames.Rational;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.media.Treatment;
import org.derain.rain.Rain;
import org.derain.rain.RainParameters;
import org.derain.rain.Rainfall;
import org.derain.rain.StreakLayer;
import org.derain.rain.StreakTexture;

/** Rain of a rainfall and a seed is put onto the frames. */
record RainTreatment(Rainfall fall, long seed) implements Treatment {
  /** Pixels after which streaks repeat: too far apart for the eye. */
  private static final int PERIOD = 1024;

  @Override
  public String name() {
    return String.format(Locale.ROOT, "rain of %s mm/h, seed %d", fall.rate(), seed);
  }

  @Override
  public String fingerprint() {
    return fall + " " + seed;
  }

  @Override
  public Filter open(
      FrameFormat format, Rational frameRate, long firstFrame, Consumer<String> notes) {
    RainParameters parameters = fall.parameters(format.width(), frameRate.value(), seed);
    List<StreakTexture> textures = new ArrayList<>();
    for (StreakLayer layer : parameters.layers()) {
      textures.add(new StreakTexture(layer, PERIOD, format.width(), format.height()));
    }
    return new Falling(new Rain(parameters, textures), textures, firstFrame);
  }

  /** The rain of a clip, frame after frame. */
  private static final class Falling implements Filter, RainFilter {
    private final Rain rain;
    private final List<StreakTexture> textures;
    private long frame;

    Falling(Rain rain, List<StreakTexture> textures, long frame) {
      this.rain = rain;
      this.textures = textures;
      this.frame = frame;
    }

    @Override
    public float derain(Picture[] window, Picture into) {
      into.copyFrom(window[window.length / 2]);
      rain.render(into, frame++, true);
      return 1;
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
      textures.forEach(StreakTexture::close);
    }
  }
}
