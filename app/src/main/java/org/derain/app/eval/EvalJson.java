package org.derain.app.eval;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code eval --json} writes: an object for one model, an array of such objects for several.
 * The baselines input, median3 and median5 stand beside the model's figures.
 */
final class EvalJson {
  private EvalJson() {}

  /** One model. */
  private record Report(String model, List<Clip> clips, Clip mean) {}

  /** One clip, or the mean of all: then the number of frames is their sum. */
  private record Clip(
      String name,
      int frames,
      @JsonProperty("psnr_y_in") double psnrYIn,
      @JsonProperty("psnr_y") double psnrY,
      @JsonProperty("ssim_y_in") double ssimYIn,
      @JsonProperty("ssim_y") double ssimY,
      @JsonProperty("psnr_rgb") double psnrRgb,
      @JsonProperty("warp_error_ratio") Double warpErrorRatio,
      Map<String, Figures> baselines) {}

  /** The text of the file. */
  static String of(List<String> models, List<ClipResult> clips) {
    List<Report> reports = models.stream().map(model -> report(model, clips)).toList();
    try {
      return JsonMapper.builder()
          .build()
          .writerWithDefaultPrettyPrinter()
          .writeValueAsString(reports.size() == 1 ? reports.get(0) : reports);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Report report(String model, List<ClipResult> clips) {
    return new Report(
        model,
        clips.stream()
            .map(clip -> clip(model, clip.name(), clip.frames(), clip.methods()))
            .toList(),
        clip(
            model,
            "mean",
            clips.stream().mapToInt(ClipResult::frames).sum(),
            Evaluation.mean(clips)));
  }

  private static Clip clip(String model, String name, int frames, Map<String, Figures> methods) {
    Figures input = methods.get(ClipResult.INPUT);
    Figures output = methods.get(model);
    Map<String, Figures> baselines = new LinkedHashMap<>();
    for (String method : List.of(ClipResult.INPUT, ClipResult.MEDIAN_3, ClipResult.MEDIAN_5)) {
      baselines.put(method, methods.get(method));
    }
    return new Clip(
        name,
        frames,
        input.psnrY(),
        output.psnrY(),
        input.ssimY(),
        output.ssimY(),
        output.psnrRgb(),
        output.warpErrorRatio(),
        baselines);
  }
}
