package org.derain.perf;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.derain.clips.Clip;
import org.derain.frames.MediaException;

/**
 * A dashcam's card: what of its rain is found, what becomes of its recordings, and how much faster
 * that is than to clean every one of them; and whether a card whose run is killed again and again
 * becomes the same.
 *
 * @param sample every so manieth recording is cleaned whole for the comparison
 * @param kills how often the run over a small card is killed
 */
record CardBench(CardFootage footage, String model, int sample, int kills) implements Bench {
  @Override
  public String section(Workbench bench) {
    try {
      return measure(bench);
    } catch (IOException e) {
      throw new MediaException("cannot measure the card: " + e.getMessage(), e);
    }
  }

  private String measure(Workbench bench) throws IOException {
    Path card = bench.scratch("card");
    List<CardFootage.Made> made = footage.make(card, bench);
    Path result = bench.scratch("clean");
    bench.say("derain dashcam");
    Child whole = Child.run("derain dashcam", dashcam(card, result), bench.scratch("card.log"));
    CardResult found = CardResult.of(card, result, made);
    bench.say("%s", found);
    Path some = Files.createDirectories(bench.scratch("some"));
    for (int i = 0; i < made.size(); i += sample) {
      Path file = made.get(i).file();
      Files.createLink(some.resolve(file.getFileName()), file);
    }
    bench.say("derain clean of every %d. recording", sample);
    List<String> words = new ArrayList<>(CleanChild.launched());
    words.addAll(List.of("clean", some.toString(), "-o", bench.scratch("all").toString()));
    words.addAll(List.of("--model", model));
    Child all = Child.run("derain clean", words, bench.scratch("all.log"));
    int cleaned = (made.size() + sample - 1) / sample;
    double more = (double) made.size() / cleaned;
    String same = kills == 0 ? "not tried" : killed(bench, made);
    MarkdownTable table =
        new MarkdownTable("", "wall s", "CPU s")
            .row("the card", whole.wallS(), whole.cpuS())
            .row("every recording cleaned", more * all.wallS(), more * all.cpuS());
    return String.format(
        Locale.ROOT,
        """
        ## A card of %d recordings of %s s, %s, %d fps, model %s

        %s
        Killed %d times and resumed: %s.

        %s
        %.1f times faster than cleaning every recording by processor time, %.1f by the clock%s.
        """,
        made.size(),
        Clips.text(footage.seconds()),
        footage.size(),
        footage.rate(),
        model,
        found,
        kills,
        same,
        table,
        more * all.cpuS() / whole.cpuS(),
        more * all.wallS() / whole.wallS(),
        sample == 1 ? "" : ", by " + cleaned + " of them");
  }

  private List<String> dashcam(Path card, Path result) {
    List<String> words = new ArrayList<>(CleanChild.launched());
    words.addAll(List.of("dashcam", card.toString(), "-o", result.toString()));
    words.addAll(List.of("--model", model, "--verify"));
    return words;
  }

  /** A card of one recording of each sort of rain, killed at random moments of its run. */
  private String killed(Workbench bench, List<CardFootage.Made> made) throws IOException {
    Path card = Files.createDirectories(bench.scratch("few"));
    List<Path> files = new ArrayList<>();
    boolean dry = false;
    for (CardFootage.Made one : made) {
      boolean part = !one.isDry() && one.to() - one.from() < footage.seconds();
      if (part || one.isDry() && !dry) {
        dry |= one.isDry();
        files.add(one.file());
        Files.createLink(card.resolve(one.file().getFileName()), one.file());
      }
    }
    Path log = bench.scratch("few.log");
    Child once = Child.run("derain dashcam", dashcam(card, bench.scratch("once")), log);
    Path often = bench.scratch("often");
    Random random = new Random(1);
    int hit = 0;
    for (int i = 0; i < kills; i++) {
      double after = 1 + random.nextDouble() * (once.wallS() - 1);
      bench.say("kill %d of %d after %.1f s", i + 1, kills, after);
      Process process =
          new ProcessBuilder(dashcam(card, often))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      try {
        hit += process.waitFor(Math.round(after * 1000), TimeUnit.MILLISECONDS) ? 0 : 1;
        process.destroyForcibly().waitFor();
      } catch (InterruptedException e) {
        process.destroyForcibly();
        throw new MediaException("interrupted", e);
      }
      if (i % 3 == 2) {
        forget(often, files.get(i / 3 % files.size()));
      }
    }
    Child.run("derain dashcam", dashcam(card, often), log);
    int same = 0;
    for (Path file : files) {
      Path name = file.getFileName();
      same +=
          packets(bench.scratch("once").resolve(name)).equals(packets(often.resolve(name))) ? 1 : 0;
    }
    return String.format(
        Locale.ROOT,
        "%d of %d results have the same packets as those of one run (%d kills hit a running one)",
        same,
        files.size(),
        hit);
  }

  /** A result that was pulled away is made again: so that there is work for all kills. */
  private static void forget(Path result, Path file) throws IOException {
    Files.deleteIfExists(result.resolve(file.getFileName()));
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
