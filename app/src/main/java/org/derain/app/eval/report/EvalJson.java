package org.derain.app.eval.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derain.app.eval.measure.ClipResult;
import org.derain.app.eval.measure.Evaluation;
import org.derain.app.eval.measure.Figures;
import org.derain.app.eval.measure.Method;
import org.derain.app.eval.measure.RainCondition;
import org.derain.app.eval.measure.RenderedResults;
import org.derain.app.eval.measure.ScoreFigures;
import org.derain.app.eval.measure.TypeCounts;
import org.derain.zoo.Model;

/**
 * What {@code eval --json} writes: an object for one model, an array of such objects for several.
 * The baselines input, median3 and median5 stand beside the model's figures.
 */
public final class EvalJson {
  private EvalJson() {}

  /** One model. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Report(
      String model, List<Clip> clips, List<Clip> types, Clip mean, ScoreFigures score) {}

  /** One clip, or the mean of several: then the number of frames is their sum. */
  private record Clip(
      String name,
      @JsonInclude(JsonInclude.Include.NON_NULL) String type,
      int frames,
      @JsonProperty("psnr_y_in") double psnrYIn,
      @JsonProperty("psnr_y") double psnrY,
      @JsonProperty("ssim_y_in") double ssimYIn,
      @JsonProperty("ssim_y") double ssimY,
      @JsonProperty("psnr_rgb") double psnrRgb,
      @JsonProperty("warp_error_ratio") Double warpErrorRatio,
      @JsonProperty("error_outside_rain") Double outsideRain,
      @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("psnr_y_causal") Double psnrYCausal,
      @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("psnr_y_clock") Double psnrYClock,
      @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("rainy_share") Double rainyShare,
      Map<String, Figures> baselines) {}

  /** The text of the file for pairs. */
  public static String of(List<Model> models, List<ClipResult> clips) {
    List<Report> reports = new ArrayList<>();
    for (Model model : models) {
      List<Clip> rows = clips.stream().map(clip -> clip(model.name(), null, clip)).toList();
      reports.add(new Report(model.name(), rows, null, mean(model.name(), clips), null));
    }
    return text(reports);
  }

  /** The text of the file for rendered weather. */
  public static String of(List<Model> models, RenderedResults results) {
    List<Report> reports = new ArrayList<>();
    for (Model model : models) {
      String name = model.name();
      List<Clip> clips =
          results.all().stream().map(one -> clip(name, one.weather().label(), one.clip())).toList();
      List<Clip> types = new ArrayList<>();
      Map<RainCondition, ClipResult> means = results.means(name);
      means.forEach((weather, mean) -> types.add(clip(name, weather.label(), mean)));
      reports.add(
          new Report(name, clips, types, mean(name, results.rain(name)), results.score(name)));
    }
    return text(reports);
  }

  /** One object, or an array of several. */
  public static String text(List<?> reports) {
    try {
      return JsonMapper.builder()
          .build()
          .writerWithDefaultPrettyPrinter()
          .writeValueAsString(reports.size() == 1 ? reports.get(0) : reports);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Clip mean(String model, List<ClipResult> clips) {
    int frames = clips.stream().mapToInt(ClipResult::frames).sum();
    return clip(model, "mean", null, frames, Evaluation.mean(clips), null);
  }

  private static Clip clip(String model, String type, ClipResult clip) {
    TypeCounts seen = type == null ? null : clip.seen().get(model);
    return clip(model, clip.name(), type, clip.frames(), clip.methods(), seen);
  }

  private static Clip clip(
      String model,
      String name,
      String type,
      int frames,
      Map<String, Figures> methods,
      TypeCounts seen) {
    Figures input = methods.get(ClipResult.INPUT);
    Figures output = methods.get(model);
    Figures causal = methods.get(Method.causalName(model));
    Map<String, Figures> baselines = new LinkedHashMap<>();
    for (String method : List.of(ClipResult.INPUT, ClipResult.MEDIAN_3, ClipResult.MEDIAN_5)) {
      baselines.put(method, methods.get(method));
    }
    return new Clip(
        name,
        type,
        frames,
        input.psnrY(),
        output.psnrY(),
        input.ssimY(),
        output.ssimY(),
        output.psnrRgb(),
        output.warpErrorRatio(),
        output.outsideRain(),
        causal == null ? null : causal.psnrY(),
        output.writtenDb(),
        seen == null || seen.count() == 0 ? null : seen.rainy(),
        baselines);
  }
}
