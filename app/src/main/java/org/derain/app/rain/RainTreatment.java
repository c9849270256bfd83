package org.derain.app.rain;

import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.frames.Rational;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.clean.Treatment;
import org.derain.rain.RainParameters;
import org.derain.rain.render.Rain;
import org.derain.zoo.RainScore;

/** Rain of given parameters is put onto the frames, or only what belongs to the truth. */
final class RainTreatment implements Treatment {
  private final RainParameters wanted;
  private final boolean rainy;
  private volatile RainParameters used;

  /**
   * A treatment of one clip.
   *
   * @param rainy false: the truth, with darkness and noise but without rain
   */
  RainTreatment(RainParameters wanted, boolean rainy) {
    this.wanted = wanted;
    this.rainy = rainy;
    this.used = wanted;
  }

  /** The parameters with what they took from the clip: all that is needed to have it again. */
  RainParameters used() {
    return used;
  }

  @Override
  public String name() {
    String what = rainy ? "rain" : "the truth of rain";
    return wanted.fall() == null
        ? String.format(Locale.ROOT, "%s, seed %d", what, wanted.seed())
        : String.format(
            Locale.ROOT, "%s of %s mm/h, seed %d", what, wanted.fall().rate(), wanted.seed());
  }

  @Override
  public Map<String, String> signature() {
    return Map.of("rain", wanted.toJson(), "truth", Boolean.toString(!rainy));
  }

  @Override
  public Filter open(
      FrameFormat format, Rational frameRate, long firstFrame, Consumer<String> notes) {
    double framesPerSecond = frameRate.value();
    if (wanted.veil() != null && wanted.veil().depth().map() != null) {
      // A map that cannot be read ends the job now, not each frame later.
      new Rain(wanted.sized(format.width(), framesPerSecond), format, framesPerSecond).close();
    }
    return new Falling(format, framesPerSecond, firstFrame);
  }

  /** The rain of a clip, frame after frame. */
  private final class Falling implements Filter, RainFilter {
    private final FrameFormat format;
    private final double framesPerSecond;
    private Rain rain;
    private long frame;

    Falling(FrameFormat format, double framesPerSecond, long frame) {
      this.format = format;
      this.framesPerSecond = framesPerSecond;
      this.frame = frame;
    }

    @Override
    public RainScore derain(Picture[] window, Picture into) {
      into.copyFrom(window[window.length / 2]);
      if (rain == null) {
        // Veil and night refer to the scene's light: of the first frame, so that it stays steady.
        used = wanted.scene() == null ? wanted.withScene(luma(into)) : wanted;
        rain = new Rain(used.sized(format.width(), framesPerSecond), format, framesPerSecond);
      }
      rain.render(into, frame++, rainy);
      return RainScore.of(1);
    }

    private double luma(Picture picture) {
      try (PointerScope scope = new PointerScope()) {
        return opencv_core.mean(picture.mat(0)).get(0) * 255 / format.peak();
      }
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
      if (rain != null) {
        rain.close();
      }
    }
  }
}
