package org.derain.app.eval.measure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derain.app.cli.TextTable;

/** What came out for clips with rendered weather. */
public final class RenderedResults {
  /**
   * One clip in one weather.
   *
   * @param truth what each model said of the truth, which is dry; empty where the clip itself is
   */
  public record One(RainCondition weather, ClipResult clip, Map<String, TypeCounts> truth) {}

  private final List<One> all = new ArrayList<>();

  public void add(One one) {
    all.add(one);
  }

  /** All of them, in the order in which they were judged. */
  public List<One> all() {
    return all;
  }

  /** The kinds of weather that were judged, in their order. */
  public Set<RainCondition> weathers() {
    return byWeather().keySet();
  }

  private Map<RainCondition, List<One>> byWeather() {
    Map<RainCondition, List<One>> groups = new EnumMap<>(RainCondition.class);
    all.forEach(one -> groups.computeIfAbsent(one.weather(), w -> new ArrayList<>()).add(one));
    return groups;
  }

  /** Number of clips in a weather. */
  public int clips(RainCondition weather) {
    return byWeather().get(weather).size();
  }

  /** The means of the kinds of rain; dry is none of them, unless it is all there is. */
  public List<ClipResult> rain(String method) {
    Map<RainCondition, ClipResult> means = means(method);
    if (means.size() > 1) {
      means.remove(RainCondition.DRY);
    }
    return List.copyOf(means.values());
  }

  /** Each weather as if it were one clip: means of figures, and pictures of the worst clip. */
  public Map<RainCondition, ClipResult> means(String method) {
    Map<RainCondition, ClipResult> means = new LinkedHashMap<>();
    byWeather()
        .forEach(
            (weather, group) -> {
              List<ClipResult> clips = group.stream().map(One::clip).toList();
              means.put(
                  weather,
                  new ClipResult(
                      weather.label(),
                      clips.stream().mapToInt(ClipResult::frames).sum(),
                      Evaluation.mean(clips),
                      seen(clips),
                      worst(clips, method).exhibit()));
            });
    return means;
  }

  private static Map<String, TypeCounts> seen(List<ClipResult> clips) {
    Map<String, TypeCounts> sums = new LinkedHashMap<>();
    for (String method : clips.get(0).seen().keySet()) {
      sums.put(
          method, TypeCounts.sum(clips.stream().map(clip -> clip.seen().get(method)).toList()));
    }
    return sums;
  }

  /** The clip on which a method gains least. */
  public static ClipResult worst(Collection<ClipResult> clips, String method) {
    return clips.stream()
        .min(java.util.Comparator.comparingDouble(clip -> clip.gain(method)))
        .orElseThrow();
  }

  /** How well a model tells rain from none, and its types. */
  public ScoreFigures score(String method) {
    List<TypeCounts> rainy = new ArrayList<>();
    List<TypeCounts> dry = new ArrayList<>();
    int right = 0;
    for (One one : all) {
      TypeCounts seen = one.clip().seen().get(method);
      (one.weather() == RainCondition.DRY ? dry : rainy).add(seen);
      dry.addAll(one.truth().containsKey(method) ? List.of(one.truth().get(method)) : List.of());
      right += one.weather() == RainCondition.DRY ? 0 : seen.frames().get(one.weather().score());
    }
    return ScoreFigures.of(TypeCounts.sum(rainy), TypeCounts.sum(dry), right);
  }

  /** What the models said, as text: shares of frames by weather. */
  public String scoreTable(List<Method> methods) {
    TextTable table =
        new TextTable("score of", "model", "frames", "rainy", "right type", "truth dry")
            .left(0)
            .left(1);
    byWeather()
        .forEach(
            (weather, group) -> {
              for (Method method : methods) {
                TypeCounts seen =
                    TypeCounts.sum(
                        group.stream().map(o -> o.clip().seen().get(method.name())).toList());
                TypeCounts truth =
                    TypeCounts.sum(
                        group.stream()
                            .filter(o -> o.truth().containsKey(method.name()))
                            .map(o -> o.truth().get(method.name()))
                            .toList());
                table.row(
                    weather.label(),
                    method.name(),
                    String.valueOf(seen.count()),
                    ScoreFigures.percent(seen.rainy()),
                    ScoreFigures.percent(seen.share(weather.score())),
                    truth.count() == 0 ? "-" : ScoreFigures.percent(1 - truth.rainy()));
              }
            });
    return table.toString();
  }
}
