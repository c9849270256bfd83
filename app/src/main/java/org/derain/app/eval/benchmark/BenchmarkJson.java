package org.derain.app.eval.benchmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derain.app.eval.measure.ClipResult;
import org.derain.app.eval.measure.Figures;
import org.derain.app.eval.measure.TypeCounts;
import org.derain.app.eval.report.EvalJson;

/** What {@code eval BENCHMARK.yaml --json} writes. */
public final class BenchmarkJson {
  private BenchmarkJson() {}

  private record Report(
      @JsonProperty("width") int width,
      @JsonProperty("height") int height,
      List<Cost> methods,
      List<Group> sets) {}

  private record Cost(
      String method,
      @JsonProperty("gmac") Double gmac,
      @JsonProperty("ms_per_frame") Double msPerFrame) {}

  private record Group(String name, boolean rainy, Map<String, Mean> methods, List<Clip> clips) {}

  /** Means over a set: figures where the truth is known, and clips called rainy of those asked. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Mean(
      Figures figures,
      @JsonProperty("clips_called_rainy") Integer calledRainy,
      @JsonProperty("clips_asked") Integer asked) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Clip(
      String name,
      Map<String, Figures> figures,
      @JsonProperty("rainy_share") Map<String, Double> rainyShare) {}

  /** The text of the file. */
  public static String of(BenchmarkResult result) {
    List<Cost> costs =
        result.methods().stream().map(c -> new Cost(c.method(), c.gmac(), c.ms())).toList();
    List<Group> sets = result.sets().stream().map(set -> group(set, result)).toList();
    return EvalJson.text(List.of(new Report(result.width(), result.height(), costs, sets)));
  }

  private static Group group(BenchmarkSet set, BenchmarkResult result) {
    Map<String, Mean> means = new LinkedHashMap<>();
    for (BenchmarkResult.Cost cost : result.methods()) {
      Figures figures = set.means().get(cost.method());
      BenchmarkSet.Calls calls = set.calls(cost.method()).orElse(null);
      if (figures != null || calls != null) {
        means.put(
            cost.method(),
            new Mean(
                figures, calls == null ? null : calls.called(), calls == null ? null : calls.of()));
      }
    }
    Map<String, ClipResult> judged = new LinkedHashMap<>();
    set.clips().forEach(clip -> judged.put(clip.name(), clip));
    List<Clip> clips = new ArrayList<>();
    set.seen()
        .forEach(
            (name, said) -> {
              ClipResult clip = judged.get(name);
              clips.add(new Clip(name, clip == null ? null : clip.methods(), shares(said)));
            });
    return new Group(set.name(), set.rainy(), means, clips);
  }

  /** Of the frames that a method was asked about. */
  private static Map<String, Double> shares(Map<String, TypeCounts> said) {
    Map<String, Double> shares = new LinkedHashMap<>();
    said.forEach(
        (method, counts) -> {
          if (counts.count() > 0) {
            shares.put(method, counts.rainy());
          }
        });
    return shares;
  }
}
