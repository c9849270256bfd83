package org.derain.pipeline.card;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.derain.pipeline.triage.Look;
import org.derain.pipeline.triage.Stretches;

/**
 * An end of a recording at which another one of its drive goes on, where one of the two looks rainy
 * and the other does not: whether the rain reaches across is told by a look right there.
 *
 * @param part whose end it is: that of the dry one
 * @param last whether it is the last moment, or else the first
 */
public record Edge(Surveyed part, boolean last) {
  /** A look this near is there already, in seconds. */
  private static final double NEAR = 0.3;

  /** Those of a card's drives that nobody has looked at. */
  private static List<Edge> of(List<Drive> drives, Stretches weather) {
    List<Edge> edges = new ArrayList<>();
    for (Drive drive : drives) {
      for (int i = 1; i < drive.parts().size(); i++) {
        Surveyed before = drive.parts().get(i - 1);
        Surveyed after = drive.parts().get(i);
        boolean ends = weather.goesOn(look(before, true));
        boolean begins = weather.goesOn(look(after, false));
        Edge dry = ends ? new Edge(after, false) : new Edge(before, true);
        if (ends != begins && !dry.isSeen()) {
          edges.add(dry);
        }
      }
    }
    return edges;
  }

  /**
   * Looks at the joins of recordings where it rains on one side only.
   *
   * @param all that were looked at
   * @param weather tells when it rains
   * @param looking looks at some ends; gives their recordings, in the same order, with what it saw
   * @return all of them, in the same order, with what was seen at the joins
   */
  public static List<Surveyed> seen(
      List<Surveyed> all, Stretches weather, Function<List<Edge>, List<Surveyed>> looking) {
    Map<Recording, Surveyed> known = new HashMap<>();
    all.forEach(one -> known.put(one.recording(), one));
    for (boolean last : new boolean[] {false, true}) {
      List<Surveyed> now = all.stream().map(one -> known.get(one.recording())).toList();
      List<Edge> edges =
          of(Drive.of(now), weather).stream().filter(edge -> edge.last == last).toList();
      looking.apply(edges).forEach(one -> known.put(one.recording(), one));
    }
    return all.stream().map(one -> known.get(one.recording())).toList();
  }

  private static Look look(Surveyed part, boolean last) {
    List<Look> looks = part.survey().looks();
    return looks.get(last ? looks.size() - 1 : 0);
  }

  private boolean isSeen() {
    double time = look(part, last).t();
    return last ? part.survey().seconds() - time <= NEAR : time <= NEAR;
  }
}
