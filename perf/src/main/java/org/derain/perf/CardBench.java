package org.derain.perf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.derain.frames.MediaException;

/**
 * A dashcam's card: what of its rain is found, what becomes of its recordings, and how much faster
 * that is than to clean every one of them; and whether a card whose run is killed again and again
 * becomes the same.
 *
 * @param sample one of so many recordings is cleaned whole for the comparison
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
    List<CardFootage.Made> made = footage.make(bench);
    Path card = made.get(0).file().getParent();
    Path result = bench.scratch("clean");
    bench.say("derain dashcam");
    Child whole = Child.run("derain dashcam", dashcam(card, result), bench.scratch("card.log"));
    CardResult found = CardResult.of(result, made);
    bench.say("%s", found);
    Path some = Files.createDirectories(bench.scratch("some"));
    for (int i = 0; i < made.size(); i += sample) {
      // Not always the same of as many: rain comes at even distances.
      int one = Math.min(i + i / sample * 3 % sample, made.size() - 1);
      Path file = made.get(one).file();
      Files.createLink(some.resolve(file.getFileName()), file);
    }
    bench.say("derain clean of one in %d recordings", sample);
    List<String> words = new ArrayList<>(CleanChild.launched());
    words.addAll(List.of("clean", some.toString(), "-o", bench.scratch("all").toString()));
    words.addAll(List.of("--model", model));
    Child all = Child.run("derain clean", words, bench.scratch("all.log"));
    int cleaned = (made.size() + sample - 1) / sample;
    double more = (double) made.size() / cleaned;
    String same = kills == 0 ? "No run was killed." : killed(bench, made);
    MarkdownTable table =
        new MarkdownTable("", "wall s", "CPU s")
            .row("the card", whole.wallS(), whole.cpuS())
            .row("every recording cleaned", more * all.wallS(), more * all.cpuS());
    return String.format(
        Locale.ROOT,
        """
        ## A card of %d recordings of %s s, %s, %d fps, model %s

        %s
        %s

        %s
        %.1f times faster than cleaning every recording by processor time, %.1f by the clock%s.
        """,
        made.size(),
        Clips.text(footage.seconds()),
        footage.size(),
        footage.rate(),
        model,
        found,
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

  /** A card of those with rain in a part of them, and a dry one. */
  private String killed(Workbench bench, List<CardFootage.Made> made) throws IOException {
    Path card = Files.createDirectories(bench.scratch("few"));
    boolean dry = false;
    for (CardFootage.Made one : made) {
      boolean part = !one.isDry() && one.to() - one.from() < footage.seconds();
      if (part || one.isDry() && !dry) {
        dry |= one.isDry();
        Files.createLink(card.resolve(one.file().getFileName()), one.file());
      }
    }
    return new CardKills(kills, this::dashcam).of(card, bench);
  }
}
