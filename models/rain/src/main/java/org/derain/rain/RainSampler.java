package org.derain.rain;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws rain as widely as training needs: the variety, more than the likeness of any one look, is
 * what makes a small network remove rain that it has not seen.
 */
public final class RainSampler {
  private final Random random;
  private final double dry;
  private final int width;

  /**
   * A sampler for pictures of some 320 pixels in width.
   *
   * @param dry share of parameters without any rain, 0 to 1, in the mix
   */
  public RainSampler(long seed, double dry) {
    this(seed, dry, 320);
  }

  /**
   * A sampler.
   *
   * @param dry share of parameters without any rain, 0 to 1, in the mix
   * @param width of the pictures in pixels
   */
  public RainSampler(long seed, double dry, int width) {
    this.random = new Random(seed);
    this.dry = dry;
    this.width = width;
  }

  /** The next rain of the mix, or none. */
  public RainParameters next() {
    return looks(random.nextDouble() < dry);
  }

  /** The next rain of a type. */
  public RainParameters next(RainType type) {
    return switch (type) {
      case LOOKS -> looks(false);
      case LIGHT -> falling(type, logUniform(0.5, 10), logUniform(1, 20));
      case HEAVY -> falling(type, logUniform(15, 120), logUniform(1, 12));
      case NIGHT -> falling(type, logUniform(2, 60), logUniform(2, 20));
      case DROPS -> falling(type, logUniform(0.5, 20), logUniform(1, 10));
    };
  }

  /** The mix that generalises best: one to four layers, or a dry scene. */
  private RainParameters looks(boolean none) {
    List<StreakLayer> layers = new ArrayList<>();
    double angle = 14 * random.nextGaussian();
    boolean additive = random.nextDouble() < 0.35;
    double strength = logUniform(0.06, 0.95);
    int count = none ? 0 : 1 + random.nextInt(4);
    boolean edited = random.nextDouble() < 0.4;
    for (int i = 0; i < count; i++) {
      layers.add(
          edited
              ? edited(angle, random.nextDouble() < 0.7, strength)
              : layer(angle, additive, strength, (i + 1.0) / count));
    }
    boolean veiled = count > 0 && random.nextDouble() < 0.75;
    double share =
        veiled ? Math.min(0.35, logUniform(0.02, 0.16) * (0.5 + strength) * (1 + 0.2 * count)) : 0;
    Veil veil = veiled ? veil(share, 15 + 105 * random.nextDouble(), 0.4) : null;
    return new RainParameters(
        random.nextLong(),
        RainType.LOOKS,
        null,
        layers,
        random.nextDouble(),
        veil,
        null,
        null,
        sensor(),
        null);
  }

  private RainParameters falling(RainType type, double rate, double gain) {
    Camera camera =
        new Camera(
            25 + 45 * random.nextDouble(),
            logUniform(1 / 1000.0, 1 / 30.0),
            logUniform(0.5, 6),
            logUniform(3, 30),
            random.nextDouble() < 0.3 ? 30 * random.nextDouble() : 0,
            0,
            0,
            0.3 + 0.3 * random.nextDouble());
    Rainfall fall =
        new Rainfall(rate, 3 * random.nextGaussian(), 1.5 * random.nextDouble(), gain, camera);
    double share = 1 - Math.exp(-fall.extinction() * logUniform(0.01, 0.3));
    Veil veil = veil(share, 15 + 105 * random.nextDouble(), 0.4);
    return new RainParameters(
            random.nextLong(),
            type,
            fall,
            null,
            random.nextDouble(),
            veil,
            null,
            null,
            sensor(),
            null)
        .sized(width, 25);
  }

  /** A veil of a share at 100 m, thicker or thinner above. */
  private Veil veil(double share, double airlight, double variety) {
    double slope = variety * random.nextGaussian();
    double middle = -Math.log(1 - share);
    double far = -Math.log(1 - Math.max(0, Math.min(0.9, share * (1 + slope))));
    double near = -Math.log(1 - Math.max(0, Math.min(0.9, share * (1 - slope))));
    return new Veil(10 * middle, airlight, Depth.layers(100 * near / middle, 100 * far / middle));
  }

  private Sensor sensor() {
    double noise = random.nextDouble() < 0.5 ? 3.5 * random.nextDouble() : 0;
    int jpeg = random.nextDouble() < 0.6 ? 50 + random.nextInt(48) : 0;
    return new Sensor(noise, jpeg);
  }

  /** One layer; {@code near} runs from 0, the farthest, to 1. */
  public StreakLayer layer(double angle, boolean additive, double strength, double near) {
    boolean noise = random.nextDouble() < 0.3;
    double length = logUniform(6, 28) * (0.5 + 1.5 * near);
    double width = noise ? logUniform(0.8, 2.2) : logUniform(0.35, 2.6) * (0.6 + 0.6 * near);
    double cover = logUniform(0.004, noise ? 0.1 : 0.16) * (1.3 - 0.6 * near);
    double density = 10_000 * cover / (length * Math.max(0.7, width));
    double soft = random.nextDouble() < 0.35 ? 1.4 * random.nextDouble() : 0;
    double shift = random.nextDouble() < 0.3 ? length * (1 + 2 * random.nextDouble()) : 0;
    double opacity = Math.min(0.95, strength * (0.6 + 0.7 * random.nextDouble()));
    return new StreakLayer(
        noise ? StreakLayer.Kind.NOISE : StreakLayer.Kind.LINES,
        random.nextLong(),
        length,
        width,
        angle + 2 * random.nextGaussian(),
        random.nextDouble() < 0.3 ? 6 * random.nextDouble() : 1.5 * random.nextDouble(),
        density,
        soft,
        opacity,
        additive,
        shift);
  }

  /**
   * One layer as picture editors make it, which the field's training pictures have: Gaussian noise,
   * thresholded or not, blurred along the fall over 12 to 90 pixels, added or covering.
   */
  private StreakLayer edited(double angle, boolean additive, double strength) {
    double grain = logUniform(0.8, 3.5);
    double share = logUniform(0.004, 0.5);
    return new StreakLayer(
        StreakLayer.Kind.NOISE,
        random.nextLong(),
        logUniform(12, 90),
        grain,
        angle + 3 * random.nextGaussian(),
        0,
        10_000 * share / (grain * grain),
        random.nextDouble() < 0.3 ? random.nextDouble() : 0,
        Math.min(0.95, strength * (0.6 + 0.7 * random.nextDouble())),
        additive,
        0);
  }

  private double logUniform(double from, double to) {
    return from * Math.pow(to / from, random.nextDouble());
  }
}
