package org.derain.training.search;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.derain.network.Cost;
import org.derain.network.Tier;
import org.derain.training.config.Search;

/**
 * One network that may be what is looked for.
 *
 * @param tier its size
 * @param scale by which it sees frames reduced: 1, 2 or 4
 */
record Candidate(Tier tier, int scale) {
  /** Numbers of a tier that may differ between candidates, in the order in which they are named. */
  static final List<String> NUMBERS =
      Arrays.stream(Tier.class.getRecordComponents())
          .filter(component -> component.getType() == int.class)
          .map(component -> component.getName())
          .toList();

  /** Its numbers, as a run file says them under {@code prune: to:}. */
  Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    NUMBERS.forEach(key -> numbers.put(key, tier.number(key)));
    return numbers;
  }

  /** What it differs by from the tier that all come from; also its folder's name. */
  String name(Tier around) {
    StringBuilder name = new StringBuilder();
    for (String key : NUMBERS) {
      if (tier.number(key) != around.number(key)) {
        name.append(name.isEmpty() ? "" : "-").append(key).append(tier.number(key));
      }
    }
    if (scale > 1) {
      name.append(name.isEmpty() ? "" : "-").append("scale").append(scale);
    }
    return name.isEmpty() ? "same" : name.toString().toLowerCase(Locale.ROOT);
  }

  /** Rows or columns of frames as it sees them: even. */
  int seen(int side) {
    return Math.max(2, side / scale / 2 * 2);
  }

  /** Multiply-accumulates for one of the frames that are searched for. */
  double gmac(Search search) {
    return Cost.of(tier, seen(search.width()), seen(search.height())).gmac();
  }
}
