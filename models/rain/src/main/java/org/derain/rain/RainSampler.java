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

  /**
   * A sampler.
   *
   * @param dry share of parameters without any rain, 0 to 1
   */
  public RainSampler(long seed, double dry) {
    this.random = new Random(seed);
    this.dry = dry;
  }

  /** The next rain of one to four layers, or none. */
  public RainParameters next() {
    List<StreakLayer> layers = new ArrayList<>();
    double angle = 14 * random.nextGaussian();
    boolean additive = random.nextDouble() < 0.35;
    double strength = logUniform(0.06, 0.95);
    int count = random.nextDouble() < dry ? 0 : 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      layers.add(layer(angle, additive, strength, (i + 1.0) / count));
    }
    boolean veiled = count > 0 && random.nextDouble() < 0.75;
    double veil =
        veiled ? Math.min(0.35, logUniform(0.02, 0.16) * (0.5 + strength) * (1 + 0.2 * count)) : 0;
    double noise = random.nextDouble() < 0.5 ? 3.5 * random.nextDouble() : 0;
    int jpeg = random.nextDouble() < 0.6 ? 50 + random.nextInt(48) : 0;
    return new RainParameters(
        random.nextLong(),
        List.copyOf(layers),
        random.nextDouble(),
        veil,
        15 + 105 * random.nextDouble(),
        random.nextGaussian() * 0.4,
        noise,
        jpeg);
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

  private double logUniform(double from, double to) {
    return from * Math.pow(to / from, random.nextDouble());
  }
}
