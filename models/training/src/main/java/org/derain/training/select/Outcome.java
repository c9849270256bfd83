package org.derain.training.select;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.derain.rain.RainType;
import org.derain.training.data.RainMemory;
import org.derain.training.data.Recipe;

/**
 * What a selection came to.
 *
 * @param candidates all of them
 * @param verdicts one for each
 * @param library how many real windows, of how many clips
 * @param told share of pairs of a real and a rendered window, of clips not seen, that the network
 *     puts in the right order
 * @param dryReal share of the footage's windows without rain that the network calls real
 * @param natural border of the network
 * @param near border of the distance
 */
record Outcome(
    List<View> candidates,
    List<Verdict> verdicts,
    int[] library,
    double told,
    double dryReal,
    double natural,
    double near) {
  private Map<RainType, List<Recipe>> byType(boolean keptOnly) {
    Map<RainType, List<Recipe>> byType = new EnumMap<>(RainType.class);
    for (int i = 0; i < candidates.size(); i++) {
      Recipe recipe = candidates.get(i).recipe();
      if (!keptOnly || verdicts.get(i).kept()) {
        byType.computeIfAbsent(recipe.rain().type(), type -> new ArrayList<>()).add(recipe);
      }
    }
    return byType;
  }

  private static RainMemory memory(Map<RainType, List<Recipe>> byType) {
    RainMemory memory = RainMemory.empty();
    for (Map.Entry<RainType, List<Recipe>> type : byType.entrySet()) {
      memory = memory.with(type.getKey().label(), type.getValue());
    }
    return memory;
  }

  /** All candidates. */
  RainMemory all() {
    return memory(byType(false));
  }

  /** Those that most judges call real. */
  RainMemory kept() {
    return memory(byType(true));
  }

  /** As many of each type as were kept, drawn at random from all. */
  RainMemory random(long seed) {
    Map<RainType, List<Recipe>> all = byType(false);
    Map<RainType, List<Recipe>> some = byType(true);
    Random random = new Random(seed);
    some.replaceAll(
        (type, kept) -> {
          List<Recipe> shuffled = new ArrayList<>(all.get(type));
          Collections.shuffle(shuffled, random);
          return shuffled.subList(0, kept.size());
        });
    return memory(some);
  }

  /** Indices of the candidates of a type that were kept, or turned down. */
  List<Integer> of(RainType type, boolean kept) {
    return IntStream.range(0, candidates.size())
        .filter(i -> candidates.get(i).recipe().rain().type() == type)
        .filter(i -> verdicts.get(i).kept() == kept)
        .boxed()
        .toList();
  }

  /** Candidates that were kept, or turned down, of one type, or of all (null). */
  List<View> views(RainType type, boolean kept) {
    return IntStream.range(0, candidates.size())
        .filter(i -> type == null || candidates.get(i).recipe().rain().type() == type)
        .filter(i -> verdicts.get(i).kept() == kept)
        .mapToObj(candidates::get)
        .toList();
  }
}
