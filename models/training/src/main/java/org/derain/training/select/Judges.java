package org.derain.training.select;

import java.util.List;
import java.util.Map;

/**
 * Three judges of how real a window looks. The shipped recogniser has its own border. The borders
 * of the other two are where a given share of the real windows falls through: of windows of clips
 * that they have not seen, compared with other clips.
 */
final class Judges {
  private final Retrieval retrieval;
  private final Map<View, Double> likeness;
  private final double natural;
  private final double near;

  /**
   * Judges.
   *
   * @param likeness what networks say of all windows of clips that they have not seen
   * @param tolerance share of real windows that a judge turns down
   */
  Judges(Retrieval retrieval, Map<View, Double> likeness, List<View> library, double tolerance) {
    this.retrieval = retrieval;
    this.likeness = likeness;
    this.natural = quantile(library.stream().map(likeness::get).toList(), tolerance);
    this.near =
        quantile(
            library.stream().map(v -> distance(v, retrieval.nearest(v))).toList(), 1 - tolerance);
  }

  /** The border of the network's judgement. */
  double natural() {
    return natural;
  }

  /** The border of the distance. */
  double near() {
    return near;
  }

  /** What they say of a window. */
  Verdict of(View view) {
    List<View> nearest = retrieval.nearest(view);
    double said = likeness.get(view);
    double distance = distance(view, nearest);
    return new Verdict(
        view.impression().rain(),
        recognised(view),
        said,
        said >= natural,
        distance,
        distance <= near,
        nearest);
  }

  /** Rain, and of what is on the glass or falls at least one is right. */
  private static boolean recognised(View view) {
    float[] types = view.impression().types();
    Kind told = Kind.told(types, view.kind().still());
    boolean right = told.streaks() && view.kind().streaks() || told.drops() && view.kind().drops();
    return view.impression().rain() >= 0.5 && right;
  }

  private static double distance(View view, List<View> nearest) {
    return nearest.stream()
        .mapToDouble(other -> other.texture().distance(view.texture()))
        .average()
        .orElse(1);
  }

  /** The value below which a share of all lie, 0 to 1. */
  static double quantile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    int last = sorted.size() - 1;
    double place = share * last;
    int below = (int) Math.floor(place);
    int above = Math.min(last, below + 1);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }
}
