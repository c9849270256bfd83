package org.derain.app.eval.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derain.app.eval.measure.ClipResult;
import org.derain.app.eval.measure.Evaluation;
import org.derain.app.eval.measure.Figures;
import org.derain.app.eval.measure.TypeCounts;

/**
 * What came out for one set of a benchmark.
 *
 * @param rainy whether it rains in its clips
 * @param clips with their truth, judged; empty for real footage without one
 * @param seen what each model said of each clip, by the clip's name
 */
public record BenchmarkSet(
    String name, boolean rainy, List<ClipResult> clips, Map<String, Map<String, TypeCounts>> seen) {

  /** A set of clips whose truth is known. */
  public static BenchmarkSet judged(String name, boolean rainy, List<ClipResult> clips) {
    Map<String, Map<String, TypeCounts>> seen = new LinkedHashMap<>();
    clips.forEach(clip -> seen.put(clip.name(), clip.seen()));
    return new BenchmarkSet(name, rainy, List.copyOf(clips), seen);
  }

  /** Means over the clips, by method: input, medians, models; empty without a truth. */
  public Map<String, Figures> means() {
    return clips.isEmpty() ? Map.of() : Evaluation.mean(clips);
  }

  /**
   * Clips that a method calls rainy: in which it says so of more than half of the frames of which
   * anybody could tell. Recall where it rains, false alarms where it is dry.
   *
   * @param called so many
   * @param of so many clips that it was asked about
   */
  public record Calls(int called, int of) {
    /** As text. */
    public String text() {
      return called + " of " + of;
    }
  }

  /** How often a method says that it rains; nothing for one that says nothing. */
  public Optional<Calls> calls(String method) {
    List<TypeCounts> asked = new ArrayList<>();
    for (Map<String, TypeCounts> clip : seen.values()) {
      TypeCounts said = clip.get(method);
      if (said != null && said.count() > 0) {
        asked.add(said);
      }
    }
    int called = (int) asked.stream().filter(said -> said.rainy() > 0.5).count();
    return asked.isEmpty() ? Optional.empty() : Optional.of(new Calls(called, asked.size()));
  }
}
