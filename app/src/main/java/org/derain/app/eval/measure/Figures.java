package org.derain.app.eval.measure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * How close one clip is to its clean twin: means over its frames.
 *
 * @param psnrY in dB, BT.601 luma of the RGB picture (rgb2ycbcr), peak 255; 100 for equal frames
 * @param ssimY of the same luma
 * @param psnrRgb in dB over all three channels; 100 for equal frames
 * @param warpErrorRatio warping error as a multiple of the clean clip's own; null for stills
 * @param outsideRain squared error that the method adds to the input's own, in steps of 255
 *     squared, mean over the points whose luma the rain changed by less than 6; below 0 when it
 *     takes off some
 * @param writtenDb PSNR-Y of the pixels of a clock that is written over the pictures, of the frame
 *     in which it is lowest; null without a clock
 */
public record Figures(
    @JsonProperty("psnr_y") double psnrY,
    @JsonProperty("ssim_y") double ssimY,
    @JsonProperty("psnr_rgb") double psnrRgb,
    @JsonProperty("warp_error_ratio") Double warpErrorRatio,
    @JsonProperty("error_outside_rain") Double outsideRain,
    @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("psnr_y_clock") Double writtenDb) {
  /** The mean over clips, each counting the same. */
  static Figures mean(List<Figures> clips) {
    return new Figures(
        clips.stream().mapToDouble(Figures::psnrY).average().orElseThrow(),
        clips.stream().mapToDouble(Figures::ssimY).average().orElseThrow(),
        clips.stream().mapToDouble(Figures::psnrRgb).average().orElseThrow(),
        mean(clips, Figures::warpErrorRatio),
        mean(clips, Figures::outsideRain),
        mean(clips, Figures::writtenDb));
  }

  private static Double mean(List<Figures> clips, Function<Figures, Double> value) {
    OptionalDouble mean =
        clips.stream()
            .map(value)
            .flatMapToDouble(one -> one == null ? DoubleStream.empty() : DoubleStream.of(one))
            .average();
    return mean.isPresent() ? mean.getAsDouble() : null;
  }

  /** One of the figures, as tables show it. */
  public record Column(
      String title, String form, boolean higherIsBetter, Function<Figures, Double> value) {
    /** Those of all clips, the most telling first. */
    private static final List<Column> ALWAYS =
        List.of(
            new Column("PSNR-Y, dB", "%.2f", true, Figures::psnrY),
            new Column("SSIM-Y", "%.4f", true, Figures::ssimY),
            new Column("PSNR-RGB, dB", "%.2f", true, Figures::psnrRgb),
            new Column(
                "Warping error, times the clean clip's", "%.2f", false, Figures::warpErrorRatio),
            new Column(
                "Squared error added outside the rain", "%.2f", false, Figures::outsideRain));

    private static final Column WRITTEN =
        new Column("PSNR-Y of the clock, lowest frame, dB", "%.2f", true, Figures::writtenDb);

    /** Those that clips have. */
    public static List<Column> of(List<ClipResult> clips) {
      boolean written =
          clips.stream()
              .flatMap(clip -> clip.methods().values().stream())
              .anyMatch(figures -> figures.writtenDb() != null);
      return written ? Stream.concat(ALWAYS.stream(), Stream.of(WRITTEN)).toList() : ALWAYS;
    }

    /** The best figure among methods; NaN where there is none. */
    public double best(Collection<Figures> methods) {
      Comparator<Double> order = Comparator.naturalOrder();
      return methods.stream()
          .map(value)
          .filter(Objects::nonNull)
          .max(higherIsBetter ? order : order.reversed())
          .orElse(Double.NaN);
    }

    /** The figure as text; a dash where there is none. */
    public String text(Figures figures) {
      Double number = value.apply(figures);
      return number == null ? "-" : String.format(Locale.ROOT, form, number);
    }
  }
}
