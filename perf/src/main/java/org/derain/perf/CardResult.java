package org.derain.perf;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derain.clips.Clip;
import org.derain.frames.MediaException;

/**
 * What became of a card whose rain is known.
 *
 * @param rainy recordings with rain
 * @param found of them, those whose whole rain lies in what was cleaned
 * @param touched dry recordings that are not the same bytes
 * @param cut recordings of which a part was cleaned
 * @param cleaned recordings that were cleaned whole
 * @param changed packets of the video of the cut ones that are not the same, of those outside of
 *     what was cleaned and its margins
 * @param outside how many packets lie there
 * @param wrong what is not as it should be in those that were cut or cleaned
 */
record CardResult(
    int rainy,
    int found,
    List<String> missed,
    List<String> touched,
    int cut,
    int cleaned,
    long changed,
    long outside,
    List<String> wrong) {
  /** Cuts are made at key frames, a second apart, before and behind a stretch. */
  private static final double AROUND = 1.1;

  private static final double SYNC = 0.02;
  private static final Pattern STRETCH = Pattern.compile("([\\d.]+)-([\\d.]+) [a-z]+");

  /** Compares the recordings of a card with what became of them. */
  static CardResult of(Path result, List<CardFootage.Made> made) throws IOException {
    Map<String, Treated> report = report(result.resolve("report.csv"));
    List<String> missed = new ArrayList<>();
    List<String> touched = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    int rainy = 0;
    int cut = 0;
    int cleaned = 0;
    long changed = 0;
    long outside = 0;
    for (CardFootage.Made one : made) {
      Path target = result.resolve(one.file().getFileName());
      Treated treated = report.get(one.file().getFileName().toString());
      if (treated == null) {
        throw new MediaException(one.name() + " is not in the report");
      }
      if (one.isDry()) {
        if (Files.mismatch(one.file(), target) >= 0) {
          touched.add(one.name());
        }
      } else {
        rainy++;
        if (!treated.holds(one)) {
          missed.add(one.name() + " " + one.from() + "-" + one.to() + " s");
        }
      }
      if (treated.isUntouched()) {
        continue;
      }
      cut += treated.isCut() ? 1 : 0;
      cleaned += treated.isCut() ? 0 : 1;
      Packets before = Packets.of(one.file());
      Packets after = Packets.of(target);
      before.problem(after).ifPresent(text -> wrong.add(one.name() + " " + text));
      for (int i = 0; i < Math.min(before.hashes.size(), after.hashes.size()); i++) {
        boolean far = treated.isCut() && treated.isFar(before.times.get(i) - before.begin());
        outside += far ? 1 : 0;
        changed += far && !before.hashes.get(i).equals(after.hashes.get(i)) ? 1 : 0;
      }
    }
    return new CardResult(
        rainy, rainy - missed.size(), missed, touched, cut, cleaned, changed, outside, wrong);
  }

  /**
   * What the report says of a recording.
   *
   * @param action its name there
   * @param stretches when it rains, from and to in seconds
   */
  private record Treated(String action, List<double[]> stretches) {
    boolean isUntouched() {
      return action.equals("copy") || action.equals("keep");
    }

    boolean isCut() {
      return action.equals("cut");
    }

    /** Whether the whole rain of a recording lies in what was cleaned. */
    boolean holds(CardFootage.Made one) {
      return action.equals("clean")
          || stretches.stream().anyMatch(s -> s[0] <= one.from() + 0.1 && s[1] >= one.to() - 0.1);
    }

    /** Whether a moment lies outside of all stretches and what may be cut around them. */
    boolean isFar(double time) {
      return stretches.stream().noneMatch(s -> time > s[0] - AROUND && time < s[1] + AROUND);
    }
  }

  private static Map<String, Treated> report(Path csv) throws IOException {
    Map<String, Treated> all = new HashMap<>();
    for (String line : Files.readAllLines(csv)) {
      String[] cells = line.split(",");
      List<double[]> found = new ArrayList<>();
      if (cells.length > 10) {
        Matcher stretch = STRETCH.matcher(cells[10]);
        while (stretch.find()) {
          found.add(
              new double[] {
                Double.parseDouble(stretch.group(1)), Double.parseDouble(stretch.group(2))
              });
        }
        all.put(cells[1], new Treated(cells[7], found));
      }
    }
    return all;
  }

  /** The video's packets, and when the last frame and the last sound are. */
  private record Packets(
      List<String> hashes, List<Double> times, int frames, boolean goesBack, double sound) {
    static Packets of(Path file) {
      List<String> hashes = new ArrayList<>();
      List<Double> times = new ArrayList<>();
      boolean back = false;
      double last = Double.NEGATIVE_INFINITY;
      JsonNode packets =
          Clip.probe(file, "-show_packets -show_data_hash md5 -select_streams v:0").get("packets");
      for (JsonNode packet : packets) {
        hashes.add(packet.path("data_hash").asText());
        times.add(packet.path("pts_time").asDouble());
        double dts = packet.path("dts_time").asDouble(last);
        back |= dts < last;
        last = dts;
      }
      List<Double> sound = Clip.packetTimes(file, "a:0");
      List<Double> shown = Clip.frameTimes(file);
      for (int i = 1; i < shown.size(); i++) {
        back |= shown.get(i) <= shown.get(i - 1);
      }
      double end = sound.get(sound.size() - 1) - shown.get(shown.size() - 1);
      return new Packets(hashes, times, shown.size(), back, end);
    }

    /** When the first frame is shown. */
    double begin() {
      return times.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    }

    java.util.Optional<String> problem(Packets after) {
      String text =
          after.frames != frames
              ? "has " + after.frames + " frames instead of " + frames
              : after.goesBack
                  ? "has times that go back"
                  : Math.abs(after.sound - sound) > SYNC ? "is out of step with its sound" : null;
      return java.util.Optional.ofNullable(text);
    }
  }

  @Override
  public String toString() {
    return String.format(
        java.util.Locale.ROOT,
        """
        Rain found in %d of %d recordings%s; dry recordings touched: %d%s. Cut: %d, cleaned whole: \
        %d; of these, decoded, %d with another number of frames, times that go back or sound out of \
        step by 20 ms%s. Of %d packets of the cut ones outside of rain %d are not the same.
        """,
        found,
        rainy,
        list("missed", missed),
        touched.size(),
        list("touched", touched),
        cut,
        cleaned,
        wrong.size(),
        list("wrong", wrong),
        outside,
        changed);
  }

  private static String list(String title, List<String> names) {
    return names.isEmpty() ? "" : " (" + title + ": " + String.join(", ", names) + ")";
  }
}
