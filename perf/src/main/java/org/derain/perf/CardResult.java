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

/**
 * What became of a card whose rain is known.
 *
 * @param rainy recordings with rain
 * @param found of them, those whose whole rain lies in what was cleaned
 * @param touched dry recordings that are not the same bytes
 * @param mixed recordings of which a part was cleaned
 * @param kept share of the packets of their video that are the same, of those outside of what was
 *     cleaned and its margins of two seconds
 * @param wrong what is not as it should be in the mixed ones
 */
record CardResult(
    int rainy,
    int found,
    List<String> missed,
    List<String> touched,
    int mixed,
    double kept,
    List<String> wrong) {
  /** Cut at key frames, a second apart, around a stretch. */
  private static final double AROUND = 2;

  private static final double SYNC = 0.02;
  private static final Pattern STRETCH = Pattern.compile("([\\d.]+)-([\\d.]+) [a-z]+");

  /** Compares the two folders. */
  static CardResult of(Path card, Path result, List<CardFootage.Made> made) throws IOException {
    Map<String, List<double[]>> cleaned = stretches(result.resolve("report.csv"));
    List<String> missed = new ArrayList<>();
    List<String> touched = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    int rainy = 0;
    int mixed = 0;
    long outside = 0;
    long same = 0;
    for (CardFootage.Made one : made) {
      String name = one.file().getFileName().toString();
      Path target = result.resolve(name);
      List<double[]> stretches = cleaned.getOrDefault(name, List.of());
      if (one.isDry()) {
        if (Files.mismatch(one.file(), target) >= 0) {
          touched.add(name);
        }
      } else {
        rainy++;
        boolean all =
            stretches.stream().anyMatch(s -> s[0] <= one.from() + 0.1 && s[1] >= one.to() - 0.1);
        if (!all) {
          missed.add(name + " " + one.from() + "-" + one.to());
        }
      }
      double seconds = stretches.stream().mapToDouble(s -> s[1] - s[0]).sum();
      if (seconds > 0) {
        mixed++;
        Packets before = Packets.of(one.file());
        Packets after = Packets.of(target);
        before.problem(after).ifPresent(text -> wrong.add(name + " " + text));
        for (int i = 0; i < Math.min(before.hashes.size(), after.hashes.size()); i++) {
          double time = before.times.get(i) - before.times.get(0);
          boolean far =
              stretches.stream().noneMatch(s -> time > s[0] - AROUND && time < s[1] + AROUND);
          outside += far ? 1 : 0;
          same += far && before.hashes.get(i).equals(after.hashes.get(i)) ? 1 : 0;
        }
      }
    }
    double kept = outside == 0 ? 1 : (double) same / outside;
    return new CardResult(rainy, rainy - missed.size(), missed, touched, mixed, kept, wrong);
  }

  /** Of each recording, when it was cleaned. */
  private static Map<String, List<double[]>> stretches(Path csv) throws IOException {
    Map<String, List<double[]>> all = new HashMap<>();
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
        all.put(cells[1], found);
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
        Rain found in %d of %d recordings%s; dry recordings touched: %d%s. Of %d cleaned in part \
        or whole, decoded: %d with another number of frames, times that go back or sound out of \
        step by 20 ms%s; %.1f %% of the packets outside of rain and two seconds around it are the \
        same.
        """,
        found,
        rainy,
        missed.isEmpty() ? "" : " (missed: " + String.join(", ", missed) + ")",
        touched.size(),
        touched.isEmpty() ? "" : " (" + String.join(", ", touched) + ")",
        mixed,
        wrong.size(),
        wrong.isEmpty() ? "" : " (" + String.join(", ", wrong) + ")",
        100 * kept);
  }
}
