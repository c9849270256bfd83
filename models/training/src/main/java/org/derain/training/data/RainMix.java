package org.derain.training.data;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.derain.rain.RainParameters;
import org.derain.rain.RainSampler;
import org.derain.rain.RainType;

/** Which rain falls on the next windows: types by their share, and now and then none. */
public final class RainMix implements Supplier<RainParameters> {
  private final Map<RainType, Double> shares;
  private final double dry;
  private final RainSampler sampler;
  private final Random random;

  /**
   * A mix.
   *
   * @param shares weight of each type; they need not add up to 1
   * @param dry share without rain, where night stays night
   */
  public RainMix(Map<RainType, Double> shares, double dry, long seed) {
    this.shares = new TreeMap<>(shares);
    this.dry = dry;
    this.sampler = new RainSampler(seed + 1, 0);
    this.random = new Random(seed);
  }

  /** Rain of one type, or none. */
  public static RainMix of(RainType type, double dry, long seed) {
    return new RainMix(Map.of(type, 1.0), dry, seed);
  }

  @Override
  public RainParameters get() {
    RainParameters rain = sampler.next(draw(shares, random));
    return random.nextDouble() < dry ? dried(rain) : rain;
  }

  /** A type by its share. */
  static RainType draw(Map<RainType, Double> shares, Random random) {
    double left = random.nextDouble() * shares.values().stream().mapToDouble(d -> d).sum();
    RainType last = null;
    for (Map.Entry<RainType, Double> share : shares.entrySet()) {
      last = share.getKey();
      left -= share.getValue();
      if (left < 0) {
        break;
      }
    }
    return last;
  }

  /** The same scene and camera after the rain. */
  static RainParameters dried(RainParameters rain) {
    return new RainParameters(
        rain.seed(),
        rain.type(),
        null,
        List.of(),
        rain.ambient(),
        null,
        rain.night(),
        null,
        rain.sensor(),
        rain.scene());
  }
}
