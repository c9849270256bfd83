package org.derain.perf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.derain.clips.Clip;
import org.derain.frames.MediaException;
import org.derain.pipeline.cut.CutJob;
import org.derain.pipeline.mux.PacketIndex;

/**
 * Kills runs over a small card at random moments, and has them go on by the same command. A card
 * that is done all the same is compared with one that nobody killed, and begun anew.
 *
 * @param kills that must hit a run
 * @param run the command, for a card and a result
 */
record CardKills(int kills, BiFunction<Path, Path, List<String>> run) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What became of it, as a sentence. */
  String of(Path card, Workbench bench) throws IOException {
    Path log = bench.scratch("kills.log");
    Path once = bench.scratch("once");
    bench.say("a small card, not killed");
    Child whole = Child.run("derain dashcam", run.apply(card, once), log);
    Random random = new Random(1);
    int hit = 0;
    int rounds = 0;
    int same = 0;
    int all = 0;
    long again = 0;
    while (hit < kills || rounds == 0) {
      Path often = bench.scratch("often-" + rounds);
      Map<String, Long> before = Map.of();
      boolean ended = false;
      while (!ended && hit < kills) {
        double after = random.nextDouble() * whole.wallS();
        ended = !killed(run.apply(card, often), after, log);
        hit += ended ? 0 : 1;
        Map<String, Long> now = done(often);
        again += lost(before, now);
        before = now;
        bench.say("kill %d of %d after %.1f s%s", hit, kills, after, ended ? ": it was done" : "");
      }
      Child.run("derain dashcam", run.apply(card, often), log);
      again += lost(before, done(often));
      rounds++;
      for (Path file : files(once)) {
        all++;
        same += packets(file).equals(packets(often.resolve(once.relativize(file)))) ? 1 : 0;
      }
    }
    return String.format(
        Locale.ROOT,
        "%d kills hit a run over %d recordings, which was done %d times; %d of %d results have the"
            + " packets of those of a run that was not killed; of what was safe at a kill, %d"
            + " frames were not there any more later.",
        hit,
        files(card).size(),
        rounds,
        same,
        all,
        again);
  }

  /** Whether it ran still. */
  private static boolean killed(List<String> command, double after, Path log) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
    Process process = builder.redirectOutput(log.toFile()).start();
    try {
      boolean ended = process.waitFor(Math.round(after * 1000), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      if (ended && process.exitValue() != 0) {
        throw new MediaException("a run that goes on failed: " + Files.readString(log));
      }
      return !ended;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new MediaException("interrupted", e);
    }
  }

  /** Frames that must not be made again: of recordings that are done, and of complete pieces. */
  private static Map<String, Long> done(Path result) throws IOException {
    Map<String, Long> safe = new TreeMap<>();
    if (!Files.exists(result)) {
      return safe;
    }
    try (Stream<Path> inside = Files.walk(result)) {
      for (Path log : inside.filter(CardKills::isCleaned).toList()) {
        safe.put(result.relativize(log).toString(), (long) PacketIndex.of(log).safeFrames());
      }
    }
    Path journal = result.resolve(".derain-card").resolve("journal.jsonl");
    List<String> lines = Files.exists(journal) ? Files.readAllLines(journal) : List.of();
    for (String line : lines) {
      if (line.endsWith("}") && line.contains("\"outcome\"")) {
        JsonNode outcome = JSON.readTree(line).get("outcome");
        Path target = result.resolve(outcome.get("target").asText());
        Object id = Files.readAttributes(target, "*").get("fileKey");
        safe.put(target.getFileName() + " " + id, Math.max(1, outcome.get("frames").asLong()));
      }
    }
    return safe;
  }

  /** Whether a file is a log of cleaned frames, and not one in which those of a file are joined. */
  private static boolean isCleaned(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("stretch-")
        || name.equals("video.log") && !Files.exists(file.resolveSibling(CutJob.name(0)));
  }

  /** Frames that were there; a log whose recording is done now is not needed any more. */
  private static long lost(Map<String, Long> before, Map<String, Long> now) {
    long lost = 0;
    for (Map.Entry<String, Long> one : before.entrySet()) {
      boolean log = one.getKey().endsWith(".log");
      if (!log || now.containsKey(one.getKey())) {
        lost += Math.max(0, one.getValue() - now.getOrDefault(one.getKey(), 0L));
      }
    }
    return lost;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file) && !file.toString().contains("report."))
          .sorted()
          .toList();
    }
  }

  private static List<String> packets(Path file) {
    List<String> all = new ArrayList<>();
    for (JsonNode packet : Clip.probe(file, "-show_packets -show_data_hash md5").get("packets")) {
      all.add(
          packet.path("stream_index").asText()
              + " "
              + packet.path("pts").asText()
              + " "
              + packet.path("data_hash").asText());
    }
    return all;
  }
}
