package org.derain.training.select;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.derain.rain.Glass;
import org.derain.rain.Night;
import org.derain.rain.RainParameters;
import org.derain.rain.Rainfall;
import org.derain.rain.StreakLayer;

/** What rain is made of: how it differs between what was kept and what was turned down. */
final class Traits {
  private static final double NONE = Double.NaN;

  private static final Map<String, ToDoubleFunction<View>> ALL = new LinkedHashMap<>();

  static {
    fall("rate, mm/h", Rainfall::rate);
    fall("exposure, ms", fall -> 1000 * fall.camera().exposure());
    fall("times stronger than physics", Rainfall::gain);
    fall("wind, m/s either way", fall -> Math.abs(fall.wind()));
    fall("angle of view, degrees", fall -> fall.camera().view());
    layers("length of fine streaks, pixels", StreakLayer::length);
    layers("width of fine streaks, pixels", StreakLayer::width);
    layers("fine streaks per 10 000 pixels", StreakLayer::density);
    layers("opacity of fine streaks", StreakLayer::opacity);
    glass("smallest drop on the glass, mm", Glass::smallest);
    glass("distance of the glass, m", Glass::distance);
    glass("drops on the glass per 10 000 pixels", Glass::density);
    glass("softness of drops on the glass", Glass::focus);
    rain("light from the brightest of the scene", rain -> rain.dry() ? NONE : rain.ambient());
    rain("veil, extinction per km", r -> r.veil() == null ? NONE : r.veil().extinction());
    night("level of the night, 8-bit steps", Night::level);
    night("lamps", Night::lamps);
    night("headlights", Night::headlights);
    rain("noise, 8-bit steps", rain -> rain.sensor().noise());
    ALL.put("mean change of luma, 8-bit steps", View::change);
  }

  private static void rain(String name, ToDoubleFunction<RainParameters> trait) {
    ALL.put(name, view -> trait.applyAsDouble(view.recipe().rain()));
  }

  private static void fall(String name, ToDoubleFunction<Rainfall> trait) {
    rain(name, rain -> rain.fall() == null ? NONE : trait.applyAsDouble(rain.fall()));
  }

  private static void glass(String name, ToDoubleFunction<Glass> trait) {
    rain(name, rain -> rain.glass() == null ? NONE : trait.applyAsDouble(rain.glass()));
  }

  private static void night(String name, ToDoubleFunction<Night> trait) {
    rain(name, rain -> rain.night() == null ? NONE : trait.applyAsDouble(rain.night()));
  }

  /** The mean over the layers of streaks. */
  private static void layers(String name, ToDoubleFunction<StreakLayer> trait) {
    rain(name, rain -> rain.layers().stream().mapToDouble(trait).average().orElse(NONE));
  }

  private Traits() {}

  /**
   * One trait.
   *
   * @param kept quarter, half and three quarters of the kept ones lie below
   * @param rejected the same of those turned down
   * @param higher share of pairs in which a kept one has more of it: 0.5 means no difference
   * @param of how many have it: kept and turned down
   */
  record Trait(String name, double[] kept, double[] rejected, double higher, int[] of) {
    /** How far the two are apart, 0 to 0.5. */
    double apart() {
      return Math.abs(higher - 0.5);
    }
  }

  /** The traits that at least some of both have. */
  static List<Trait> of(List<View> kept, List<View> rejected) {
    return ALL.entrySet().stream()
        .map(entry -> trait(entry.getKey(), entry.getValue(), kept, rejected))
        .filter(trait -> Math.min(trait.of[0], trait.of[1]) >= FEW)
        .toList();
  }

  private static final int FEW = 5;

  private static Trait trait(
      String name, ToDoubleFunction<View> trait, List<View> kept, List<View> rejected) {
    List<Double> one = values(trait, kept);
    List<Double> other = values(trait, rejected);
    return new Trait(
        name,
        quarters(one),
        quarters(other),
        CrossValidation.rightPairs(one, other),
        new int[] {one.size(), other.size()});
  }

  private static List<Double> values(ToDoubleFunction<View> trait, List<View> views) {
    return views.stream().map(trait::applyAsDouble).filter(value -> !value.isNaN()).toList();
  }

  private static double[] quarters(List<Double> values) {
    return values.isEmpty()
        ? new double[] {NONE, NONE, NONE}
        : new double[] {
          Judges.quantile(values, 0.25), Judges.quantile(values, 0.5), Judges.quantile(values, 0.75)
        };
  }
}
