package org.derain.app.eval;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * How close one clip is to its clean twin: means over its frames.
 *
 * @param psnrY in dB, BT.601 luma of the RGB picture (rgb2ycbcr), peak 255; 100 for equal frames
 * @param ssimY of the same luma
 * @param psnrRgb in dB over all three channels; 100 for equal frames
 * @param warpErrorRatio warping error as a multiple of the clean clip's own; null for stills
 */
record Figures(
    @JsonProperty("psnr_y") double psnrY,
    @JsonProperty("ssim_y") double ssimY,
    @JsonProperty("psnr_rgb") double psnrRgb,
    @JsonProperty("warp_error_ratio") Double warpErrorRatio) {
  /** The mean over clips, each counting the same. */
  static Figures mean(List<Figures> clips) {
    return new Figures(
        clips.stream().mapToDouble(Figures::psnrY).average().orElseThrow(),
        clips.stream().mapToDouble(Figures::ssimY).average().orElseThrow(),
        clips.stream().mapToDouble(Figures::psnrRgb).average().orElseThrow(),
        meanRatio(clips));
  }

  private static Double meanRatio(List<Figures> clips) {
    OptionalDouble mean =
        clips.stream()
            .map(Figures::warpErrorRatio)
            .flatMapToDouble(ratio -> ratio == null ? DoubleStream.empty() : DoubleStream.of(ratio))
            .average();
    return mean.isPresent() ? mean.getAsDouble() : null;
  }

  /** One of the figures, as tables show it. */
  record Column(
      String title, String form, boolean higherIsBetter, Function<Figures, Double> value) {
    /** All of them, the most telling first. */
    static final List<Column> ALL =
        List.of(
            new Column("PSNR-Y, dB", "%.2f", true, Figures::psnrY),
            new Column("SSIM-Y", "%.4f", true, Figures::ssimY),
            new Column("PSNR-RGB, dB", "%.2f", true, Figures::psnrRgb),
            new Column(
                "Warping error, times the clean clip's", "%.2f", false, Figures::warpErrorRatio));

    /** The best figure among methods; NaN where there is none. */
    double best(Collection<Figures> methods) {
      Comparator<Double> order = Comparator.naturalOrder();
      return methods.stream()
          .map(value)
          .filter(Objects::nonNull)
          .max(higherIsBetter ? order : order.reversed())
          .orElse(Double.NaN);
    }

    /** The figure as text; a dash where there is none. */
    String text(Figures figures) {
      Double number = value.apply(figures);
      return number == null ? "-" : String.format(Locale.ROOT, form, number);
    }
  }
}
