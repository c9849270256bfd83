package org.derain.app.eval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derain.app.TextTable;

/** What came out for clips with rendered weather. */
final class RenderedResults {
  /**
   * One clip in one weather.
   *
   * @param truth what each model said of the truth, which is dry; empty where the clip itself is
   */
  record One(Weather weather, ClipResult clip, Map<String, Seen> truth) {}

  private final List<One> all = new ArrayList<>();

  void add(One one) {
    all.add(one);
  }

  /** All of them, in the order in which they were judged. */
  List<One> all() {
    return all;
  }

  /** The kinds of weather that were judged, in their order. */
  Set<Weather> weathers() {
    return byWeather().keySet();
  }

  private Map<Weather, List<One>> byWeather() {
    Map<Weather, List<One>> groups = new EnumMap<>(Weather.class);
    all.forEach(one -> groups.computeIfAbsent(one.weather(), w -> new ArrayList<>()).add(one));
    return groups;
  }

  /** Number of clips in a weather. */
  int clips(Weather weather) {
    return byWeather().get(weather).size();
  }

  /** The means of the kinds of rain; dry is none of them, unless it is all there is. */
  List<ClipResult> rain(String method) {
    Map<Weather, ClipResult> means = means(method);
    if (means.size() > 1) {
      means.remove(Weather.DRY);
    }
    return List.copyOf(means.values());
  }

  /** Each weather as if it were one clip: means of figures, and pictures of the worst clip. */
  Map<Weather, ClipResult> means(String method) {
    Map<Weather, ClipResult> means = new LinkedHashMap<>();
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

  private static Map<String, Seen> seen(List<ClipResult> clips) {
    Map<String, Seen> sums = new LinkedHashMap<>();
    for (String method : clips.get(0).seen().keySet()) {
      sums.put(method, Seen.sum(clips.stream().map(clip -> clip.seen().get(method)).toList()));
    }
    return sums;
  }

  /** The clip on which a method gains least. */
  static ClipResult worst(Collection<ClipResult> clips, String method) {
    return clips.stream()
        .min(java.util.Comparator.comparingDouble(clip -> clip.gain(method)))
        .orElseThrow();
  }

  /** How well a model tells rain from none, and its types. */
  ScoreFigures score(String method) {
    List<Seen> rainy = new ArrayList<>();
    List<Seen> dry = new ArrayList<>();
    int right = 0;
    for (One one : all) {
      Seen seen = one.clip().seen().get(method);
      (one.weather() == Weather.DRY ? dry : rainy).add(seen);
      dry.addAll(one.truth().containsKey(method) ? List.of(one.truth().get(method)) : List.of());
      right += one.weather() == Weather.DRY ? 0 : seen.frames().get(one.weather().score());
    }
    return ScoreFigures.of(Seen.sum(rainy), Seen.sum(dry), right);
  }

  /** What the models said, as text: shares of frames by weather. */
  String scoreTable(List<Method> methods) {
    TextTable table =
        new TextTable("score of", "model", "frames", "rainy", "right type", "truth dry")
            .left(0)
            .left(1);
    byWeather()
        .forEach(
            (weather, group) -> {
              for (Method method : methods) {
                Seen seen =
                    Seen.sum(group.stream().map(o -> o.clip().seen().get(method.name())).toList());
                Seen truth =
                    Seen.sum(
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
