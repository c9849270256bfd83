package org.derain.rain;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws rain by its looks: layers of streaks as the field's training sets have them, and more
 * widely. What it lacks in physics it has in variety, which is what generalises.
 */
final class LooksSampler {
  private static final List<StreakLayer.Blend> EDITS =
      List.of(StreakLayer.Blend.COVER, StreakLayer.Blend.ADD, StreakLayer.Blend.DODGE);

  private static final List<StreakLayer.Blend> LIGHTS =
      List.of(StreakLayer.Blend.COVER, StreakLayer.Blend.ADD, StreakLayer.Blend.SCREEN);

  /** Share of stills whose streaks are drawn one by one. */
  private static final double DRAWN = 0.5;

  /** Pixels over which noise is blurred at least: in videos, and in stills. */
  private static final double SHORTEST = 12;

  private static final double SHORTEST_STILL = 6;

  private final Draw draw;
  private final Random random;

  LooksSampler(Random random) {
    this.random = random;
    this.draw = new Draw(random);
  }

  /** One to four layers, or with {@code none} the same scene dry. */
  RainParameters next(boolean none) {
    List<StreakLayer> layers = new ArrayList<>();
    double angle = angle();
    StreakLayer.Blend blend = draw.chance(0.35) ? StreakLayer.Blend.ADD : StreakLayer.Blend.COVER;
    double strength = draw.logUniform(0.1, 0.95);
    int count = none ? 0 : 1 + random.nextInt(4);
    boolean edited = draw.chance(0.5);
    boolean dense = draw.chance(0.5);
    StreakLayer.Blend edit = EDITS.get(random.nextInt(EDITS.size()));
    for (int i = 0; i < count; i++) {
      layers.add(
          edited
              ? edited(angle, edit, dense, strength)
              : layer(angle, blend, strength, (i + 1.0) / count));
    }
    boolean veiled = count > 0 && random.nextDouble() < 0.75;
    double share =
        veiled
            ? Math.min(0.35, draw.logUniform(0.02, 0.16) * (0.5 + strength) * (1 + 0.2 * count))
            : 0;
    Veil veil = veiled ? draw.veil(share, 15 + 105 * random.nextDouble(), 0.4) : null;
    return rain(layers, veil);
  }

  /** Rain as the field's training stills have it: drawn, or screened over the picture. */
  RainParameters still() {
    return draw.chance(DRAWN) ? drawn() : screened();
  }

  /**
   * Streaks drawn one by one, of one direction, sharp or out of focus, and nothing between them, as
   * in Rain100L and Rain100H (Yang et al., CVPR 2017). No mist: where streaks are such, what lies
   * between them is the scene.
   */
  private RainParameters drawn() {
    List<StreakLayer> layers = new ArrayList<>();
    double angle = angle();
    int count = 1 + random.nextInt(3);
    double strength = draw.logUniform(0.2, 0.95);
    StreakLayer.Blend blend = LIGHTS.get(random.nextInt(LIGHTS.size()));
    double cover = draw.logUniform(0.02, 0.4) / count;
    for (int i = 0; i < count; i++) {
      double soft = draw.chance(0.5) ? draw.uniform(0, 2) : 0;
      double length = draw.logUniform(8, 60);
      double width = draw.logUniform(0.7, 5);
      layers.add(
          new StreakLayer(
              StreakLayer.Kind.LINES,
              random.nextLong(),
              length,
              width,
              angle + 2 * random.nextGaussian(),
              draw.uniform(0, 1.5),
              10_000 * cover / (length * Math.max(1, width)),
              soft,
              Math.min(0.95, strength * draw.uniform(0.6, 1.3)),
              blend,
              0,
              null,
              null,
              null));
    }
    return rain(layers, null);
  }

  /**
   * Noise, thresholded or not, blurred along the fall and screened over the picture or added to it
   * with its light, mostly thicker on one side. Half of what it changes is not streaks but
   * brightness.
   */
  private RainParameters screened() {
    List<StreakLayer> layers = new ArrayList<>();
    double angle = angle();
    int count = 1 + random.nextInt(4);
    double strength = draw.logUniform(0.2, 1.4) / Math.sqrt(count);
    Double uneven = draw.chance(0.3) ? draw.uniform(0.2, 1) : null;
    Slope slope = draw.chance(0.8) ? slope() : null;
    for (int i = 0; i < count; i++) {
      StreakLayer.Blend blend = draw.chance(0.5) ? StreakLayer.Blend.SCREEN : StreakLayer.Blend.ADD;
      double lift = lift();
      double grain = draw.logUniform(0.8, 7);
      double share = draw.logUniform(0.03, 0.5);
      layers.add(noise(angle, blend, SHORTEST_STILL, grain, share, strength, uneven, lift, slope));
    }
    return rain(layers, null);
  }

  /** The noise as it is, with less of its light, or with mist over it. */
  private double lift() {
    if (draw.chance(0.4)) {
      return 1;
    }
    return draw.chance(0.4) ? draw.uniform(0, 1) : draw.uniform(1, 2);
  }

  /** Over all of the picture or a part of it, to any side; often there is no rain on the other. */
  private Slope slope() {
    double least = draw.chance(0.65) ? draw.uniform(0, 0.15) : draw.uniform(0.2, 0.8);
    return new Slope(
        draw.uniform(-180, 180), draw.uniform(-0.35, 0.35), draw.uniform(0.3, 1.5), least);
  }

  /** One layer; {@code near} runs from 0, the farthest, to 1. */
  private StreakLayer layer(double angle, StreakLayer.Blend blend, double strength, double near) {
    boolean noise = random.nextDouble() < 0.3;
    double length = draw.logUniform(6, 40) * (0.5 + 1.5 * near);
    double width =
        noise ? draw.logUniform(0.8, 2.2) : draw.logUniform(0.35, 4.5) * (0.6 + 0.6 * near);
    double cover = draw.logUniform(0.004, noise ? 0.1 : 0.16) * (1.3 - 0.6 * near);
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
        blend,
        shift,
        null,
        null,
        null);
  }

  /**
   * One layer as picture editors make it, which the field's training pictures have: Gaussian noise,
   * thresholded or not, blurred along the fall over 12 to 120 pixels, laid over, added or dodged.
   *
   * @param dense whether most of the noise is kept, which lifts the whole picture
   */
  private StreakLayer edited(
      double angle, StreakLayer.Blend blend, boolean dense, double strength) {
    double grain = draw.logUniform(0.8, 4);
    double share = dense ? draw.uniform(0.1, 0.5) : draw.logUniform(0.004, 0.1);
    return noise(angle, blend, SHORTEST, grain, share, strength, null, null, null);
  }

  /** Noise of a grain in pixels, of which a share is kept; {@code shortest} streaks of it too. */
  private StreakLayer noise(
      double angle,
      StreakLayer.Blend blend,
      double shortest,
      double grain,
      double share,
      double strength,
      Double uneven,
      Double lift,
      Slope slope) {
    return new StreakLayer(
        StreakLayer.Kind.NOISE,
        random.nextLong(),
        draw.logUniform(shortest, 120),
        grain,
        angle + 3 * random.nextGaussian(),
        0,
        10_000 * share / (grain * grain),
        random.nextDouble() < 0.3 ? random.nextDouble() : 0,
        Math.min(0.95, strength * (0.6 + 0.7 * random.nextDouble())),
        blend,
        0,
        uneven,
        lift,
        slope);
  }

  private double angle() {
    return draw.chance(0.75) ? 14 * random.nextGaussian() : draw.uniform(-45, 45);
  }

  private RainParameters rain(List<StreakLayer> layers, Veil veil) {
    return new RainParameters(
        random.nextLong(),
        RainType.LOOKS,
        null,
        layers,
        random.nextDouble(),
        veil,
        null,
        null,
        draw.sensor(3.5),
        null);
  }
}
