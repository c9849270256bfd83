package org.derain.training.learn;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.derain.frames.MediaException;
import org.derain.rain.RainType;

/** The CSV of a run, one line for each look at the validation; a resumed run goes on in it. */
public final class TrainingLog {
  private final Path file;

  public TrainingLog(Path file) {
    this.file = file;
  }

  void add(
      long step,
      double seconds,
      double loss,
      double rate,
      Validation.Look look,
      Map<RainType, Double> weights,
      PrintStream out) {
    StringBuilder head =
        new StringBuilder(
            "step,seconds,loss,rate,heldout_in,heldout,dry,right,real_right,clips_found,clips_passed");
    StringBuilder line =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%d,%.1f,%.6f,%.2e,%.3f,%.3f,%.3f,%.4f,%.4f,%d,%d",
                step,
                seconds,
                loss,
                rate,
                look.heldOutInput(),
                look.heldOut(),
                look.dry(),
                look.right(),
                look.realRight(),
                look.clips().found(),
                look.clips().passed()));
    look.types()
        .forEach(
            (type, figures) -> {
              String label = type.label();
              head.append(String.format(",%s_in,%s,%s_told", label, label, label));
              line.append(
                  String.format(
                      Locale.ROOT,
                      ",%.3f,%.3f,%.4f",
                      figures.input(),
                      figures.output(),
                      figures.told()));
            });
    for (PairScore score : look.pairs()) {
      head.append(',').append(score.name()).append("_in,").append(score.name());
      line.append(String.format(Locale.ROOT, ",%.3f,%.3f", score.input(), score.output()));
    }
    look.pseudo()
        .ifPresent(
            pseudo -> {
              head.append(",pseudo_in,pseudo");
              line.append(
                  String.format(Locale.ROOT, ",%.3f,%.3f", pseudo.input(), pseudo.output()));
            });
    weights.forEach(
        (type, weight) -> {
          head.append(',').append(type.label()).append("_weight");
          line.append(String.format(Locale.ROOT, ",%.4f", weight));
        });
    try {
      if (!Files.exists(file)) {
        Files.writeString(file, head + "\n");
      }
      Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new MediaException(file + ": cannot be written: " + e.getMessage(), e);
    }
    String pairs =
        look.pairs().isEmpty()
            ? ""
            : String.format(Locale.ROOT, "  pairs %+.2f dB", PairScore.gain(look.pairs()));
    String pseudo =
        look.pseudo()
            .map(real -> String.format(Locale.ROOT, "  pseudo truth %+.2f dB", real.gain()))
            .orElse("");
    String types =
        look.types().entrySet().stream()
            .map(
                e ->
                    String.format(
                        Locale.ROOT,
                        "  %s %+.2f (%.0f %%)",
                        e.getKey().label(),
                        e.getValue().gain(),
                        100 * e.getValue().told()))
            .collect(Collectors.joining());
    String clips = look.clips().toString();
    out.printf(
        Locale.ROOT,
        "step %7d  %6.1f min  loss %.5f  held-out %.2f (%.2f) dB  dry %.2f dB  right %.1f %%%s%s%s%s%n",
        step,
        seconds / 60,
        loss,
        look.heldOut(),
        look.heldOutInput(),
        look.dry(),
        100 * look.right(),
        types,
        clips.isEmpty() ? "" : "  " + clips,
        pairs,
        pseudo);
  }
}
