package org.derain.perf;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.derain.frames.MediaException;

/**
 * {@code derain live} for a while: whether memory grows, frames keep up and all are accounted for.
 *
 * @param cameras how many
 * @param minutes how long
 * @param size of the pictures
 * @param rate frames per second
 * @param model a name in the zoo, a file, or auto
 * @param latency low or balanced
 * @param sources addresses of real cameras; empty for generated ones, as many as {@code cameras}
 */
record SoakBench(
    int cameras,
    double minutes,
    Size size,
    int rate,
    String model,
    String latency,
    List<String> sources)
    implements Bench {
  private static final double CLIP_S = 10;

  @Override
  public String section(Workbench bench) {
    List<Feeder> feeders = new ArrayList<>();
    try {
      List<String> urls = new ArrayList<>(sources);
      if (urls.isEmpty()) {
        Path clip = bench.clip(size, CLIP_S, rate);
        for (int i = 0; i < cameras; i++) {
          feeders.add(new Feeder(clip, bench.scratch("feeder-" + i + ".log")));
          urls.add(feeders.get(i).url());
        }
      }
      Path file = write(bench, urls);
      Duration time = Duration.ofMillis(Math.round(minutes * 60_000));
      Duration every = Duration.ofMillis(Math.max(200, Math.min(5000, time.toMillis() / 100)));
      return report(new LiveChild(bench, List.of("--config", file.toString())).run(time, every));
    } catch (IOException e) {
      throw new MediaException("cannot write the cameras' file: " + e.getMessage(), e);
    } finally {
      feeders.forEach(Feeder::close);
    }
  }

  private Path write(Workbench bench, List<String> urls) throws IOException {
    StringBuilder yaml = new StringBuilder("defaults: {always: true, crf: 28, segment: 1m}\n");
    yaml.append("cameras:\n");
    for (int i = 0; i < urls.size(); i++) {
      Path out = Files.createDirectories(bench.scratch("camera-" + i)).resolve("live.m3u8");
      yaml.append("- name: camera-").append(i).append('\n');
      yaml.append("  source: '").append(urls.get(i).replace("'", "''")).append("'\n");
      yaml.append("  outputs: '").append(out.toString().replace("'", "''")).append("'\n");
      yaml.append("  model: ").append(model).append('\n');
      yaml.append("  latency: ").append(latency).append('\n');
    }
    return Files.writeString(bench.scratch("soak.yaml"), yaml);
  }

  private String report(LiveChild.Seen seen) {
    MarkdownTable table =
        new MarkdownTable(
            "camera",
            "fps in",
            "fps out",
            "in",
            "derained",
            "passed",
            "dropped",
            "unaccounted",
            "p50 ms",
            "p95 ms",
            "p99 ms",
            "max ms",
            "reconnects");
    double wallS = seen.stats().path("wall_s").asDouble();
    for (JsonNode c : seen.stats().path("cameras")) {
      long in = c.path("in").asLong();
      long derained = c.path("derained").asLong();
      long passed = sum(c.path("passed"));
      long dropped = sum(c.path("dropped"));
      JsonNode latency = c.path("latency");
      table.row(
          c.path("name").asText(),
          in / wallS,
          (derained + passed) / wallS,
          in,
          derained,
          passed + reasons(c.path("passed")),
          dropped + reasons(c.path("dropped")),
          in - derained - passed - dropped,
          latency.path("p50").asDouble(),
          latency.path("p95").asDouble(),
          latency.path("p99").asDouble(),
          latency.path("max").asDouble(),
          c.path("reconnects").asLong());
    }
    return String.format(
        Locale.ROOT,
        """
        ## Soak: %d cameras for %s minutes

        `derain live`, %s, %s latency, every frame to be derained, %s; each camera to an HLS folder.

        %s
        Processor time %.2f s per second. After SIGTERM it ended within %.1f s.

        %s""",
        seen.stats().path("cameras").size(),
        Clips.text(minutes),
        model,
        latency,
        sources.isEmpty() ? "generated " + size + " at " + rate + " fps" : "own sources",
        memory(seen),
        seen.cpuS() / Math.max(1e-3, wallS),
        seen.endS(),
        table);
  }

  /** The line through the memory after the warm-up: the first quarter, five minutes at most. */
  private String memory(LiveChild.Seen seen) {
    double warm = Math.min(minutes / 4, 5);
    int from = 0;
    while (from < seen.minutes().size() - 3 && seen.minutes().get(from) < warm) {
      from++;
    }
    double[] x = doubles(seen.minutes(), from);
    double[] y = doubles(seen.residentMb(), from);
    if (x.length < 3) {
      return "Too short for a slope of the memory.\n";
    }
    Line line = Line.through(x, y);
    double square = 0;
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int i = 0; i < x.length; i++) {
      double off = y[i] - line.intercept() - line.slope() * x[i];
      square += off * off / x.length;
      least = Math.min(least, y[i]);
      most = Math.max(most, y[i]);
    }
    return String.format(
        Locale.ROOT,
        "RSS after %.1f minutes of warm-up: %.0f to %.0f MiB, slope %+.2f MiB per hour, scatter"
            + " around the line %.2f MiB.%n",
        warm,
        least,
        most,
        60 * line.slope(),
        Math.sqrt(square));
  }

  private static double[] doubles(List<Double> values, int from) {
    return values.subList(from, values.size()).stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static long sum(JsonNode counts) {
    long sum = 0;
    for (JsonNode count : counts) {
      sum += count.asLong();
    }
    return sum;
  }

  private static String reasons(JsonNode counts) {
    List<String> all = new ArrayList<>();
    counts
        .properties()
        .forEach(
            one -> {
              if (one.getValue().asLong() > 0) {
                all.add(one.getKey() + " " + one.getValue().asLong());
              }
            });
    return all.isEmpty() ? "" : " (" + String.join(", ", all) + ")";
  }
}
