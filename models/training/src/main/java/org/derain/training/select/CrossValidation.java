package org.derain.training.select;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.derain.training.data.Sample;

/**
 * What {@link RealismNetwork}s say of windows of clips that they have not seen: the clips are dealt
 * into as many parts, and each network learns from all parts but one.
 */
final class CrossValidation {
  private static final int PARTS = 3;

  private final int steps;
  private final long seed;

  /**
   * A cross-validation.
   *
   * @param steps of each network
   */
  CrossValidation(int steps, long seed) {
    this.steps = steps;
    this.seed = seed;
  }

  /**
   * Judges all windows.
   *
   * @param rendered with rendered rain; those whose rain cannot be seen are judged and teach
   *     nothing
   * @param real with real rain
   * @param dry of the same footage as the rendered ones, without rain
   * @return how real each looks: above 0 for real
   */
  Map<View, Double> judge(List<View> rendered, List<View> real, List<View> dry, PrintStream out) {
    Map<String, Integer> parts = parts(rendered, real, dry);
    Map<View, Double> said = new IdentityHashMap<>();
    for (int part = 0; part < PARTS; part++) {
      int now = part;
      List<View> visible = rendered.stream().filter(v -> v.sample().rain() > 0.5).toList();
      List<View> unseen =
          Stream.of(rendered, real, dry)
              .flatMap(List::stream)
              .filter(view -> parts.get(view.clip()) == now)
              .toList();
      try (RealismNetwork network = new RealismNetwork(seed + part)) {
        double loss =
            network.learn(
                others(visible, parts, now, rendered),
                others(real, parts, now, real),
                others(dry, parts, now, dry),
                steps,
                seed + part);
        out.printf(
            Locale.ROOT,
            "  network %d of %d: cross-entropy %.3f (guessing: 0.693)%n",
            part + 1,
            PARTS,
            loss);
        List<Double> judged = network.judge(unseen.stream().map(View::sample).toList());
        for (int i = 0; i < unseen.size(); i++) {
          said.put(unseen.get(i), judged.get(i));
        }
      }
    }
    return said;
  }

  /** Windows of other parts; where there is but one clip, of any. */
  private static List<Sample> others(
      List<View> views, Map<String, Integer> parts, int part, List<View> rest) {
    List<Sample> others =
        views.stream().filter(v -> parts.get(v.clip()) != part).map(View::sample).toList();
    return others.isEmpty() ? rest.stream().map(View::sample).toList() : others;
  }

  /** Deals the clips out, those of the footage and those of the library each evenly. */
  private Map<String, Integer> parts(List<View> rendered, List<View> real, List<View> dry) {
    Map<String, Integer> parts = new HashMap<>();
    for (List<View> group :
        List.of(real, Stream.concat(rendered.stream(), dry.stream()).toList())) {
      List<String> clips =
          new ArrayList<>(group.stream().map(View::clip).distinct().sorted().toList());
      Collections.shuffle(clips, new Random(seed));
      for (int i = 0; i < clips.size(); i++) {
        parts.putIfAbsent(clips.get(i), i % PARTS);
      }
    }
    return parts;
  }

  /** The share of pairs in which a real one looks more real than a rendered one (AUC). */
  static double rightPairs(List<Double> real, List<Double> rendered) {
    double right = 0;
    for (double one : real) {
      for (double other : rendered) {
        right += one > other ? 1 : one == other ? 0.5 : 0;
      }
    }
    return right / Math.max(1, (double) real.size() * rendered.size());
  }
}
