package org.derain.training.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.derain.frames.MediaException;
import org.derain.network.OnnxExport;
import org.derain.network.Tier;
import org.derain.network.TorchNetwork;
import org.derain.network.Weights;
import org.derain.training.DryClip;
import org.derain.training.config.RunFile;
import org.derain.training.config.Search;
import org.derain.zoo.Zoo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network for a time budget. */
class SearchTest {
  private static final Tier START =
      Tier.TINY.with(Map.of("half", 16, "quarter", 16, "eighth", 16, "sixteenth", 16, "wide", 1));

  @TempDir Path folder;

  private static Search search(Integer candidates, List<Integer> windows, List<Integer> scales) {
    return new Search(50, 640, 360, null, candidates, null, null, windows, scales);
  }

  @Test
  void candidatesAreSmallerAndTheCostliestComeFirst() {
    Search search = search(null, null, List.of(1, 2));
    List<Candidate> all = Candidates.around(Tier.NANO, search);
    assertTrue(all.size() > 50, all.size() + " candidates");
    assertEquals(new Candidate(Tier.NANO, 1), all.get(0));
    for (Candidate candidate : all) {
      assertTrue(candidate.gmac(search) <= all.get(0).gmac(search));
      for (String stage : List.of("half", "quarter", "eighth", "sixteenth", "recogniser")) {
        assertEquals(0, candidate.tier().number(stage) % 8, candidate.toString());
      }
    }
    assertEquals(all.size(), all.stream().map(c -> c.name(Tier.NANO)).distinct().count());
    Candidate other =
        new Candidate(Tier.NANO.with(Map.of("window", 3, "eighth", 16, "sixteenth", 24)), 2);
    assertTrue(all.contains(other));
    assertEquals("window3-eighth16-sixteenth24-scale2", other.name(Tier.NANO));
    assertEquals(180, other.seen(360));
    List<Candidate> live = Candidates.around(Tier.LIVE, search);
    assertTrue(live.stream().allMatch(c -> c.tier().window() == 3 && c.tier().half() == 0));
  }

  @Test
  void theBetterGoOnAndTheFasterWhereTheyTie() {
    Standing standing = new Standing(folder);
    standing.put("slow", new Standing.Entry(Map.of(), 1, 2, 20, List.of(1.0)));
    standing.put("fast", new Standing.Entry(Map.of(), 1, 1, 10, List.of(1.0)));
    standing.put("good", new Standing.Entry(Map.of(), 1, 3, 30, List.of(2.0)));
    List<String> names = List.of("slow", "fast", "good");
    assertEquals(List.of("good", "fast"), standing.best(names, 0, 2));
    List<Standing.Entry> all = new ArrayList<>(standing.entries().values());
    assertTrue(standing.entries().get("good").front(all));
    assertTrue(standing.entries().get("fast").front(all));
    standing.gained("fast", 3);
    Standing read = new Standing(folder);
    assertEquals(List.of(1.0, 3.0), read.entries().get("fast").gains());
    assertEquals(List.copyOf(standing.entries().keySet()), List.copyOf(read.entries().keySet()));
  }

  private Path runFile(String name, String search) throws IOException {
    if (!Files.exists(folder.resolve("dry.mp4"))) {
      DryClip.render(DryClip.SCENE, 30, folder.resolve("dry.mp4"));
      try (TorchNetwork network = new TorchNetwork(START, 4)) {
        Files.write(
            folder.resolve("start.onnx"), OnnxExport.file("start", START, network.values()));
      }
    }
    String text =
        """
        name: %2$s
        description: "for a test"
        tier: tiny
        start: %1$s/start.onnx
        seed: 3
        minutes: 0.01
        steps: 2
        batch: 4
        patch: 48
        learningRate: 0.003
        weightDecay: 0.0001
        averaging: 0.9
        threads: 1
        device: cpu
        dry: 0.1
        single: 0
        reuse: 2
        pool: 12
        out: %1$s/%2$s
        types: {heavy: 1}
        footage:
          - {file: %1$s/dry.mp4, licence: "made by the test"}
        limits: []
        """
            .formatted(folder, name);
    return Files.writeString(folder.resolve(name + ".yaml"), text + search + "\n");
  }

  private static String search(Path run) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SearchRun.carryOut(run, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void oneIsLeftAndASecondSearchDoesNothingTwice() throws Exception {
    Path file =
        runFile(
            "found",
            "search: {milliseconds: 100000, width: 64, height: 48, candidates: 3, minutes: 0.01,"
                + " scales: [1, 2]}");
    String said = search(file);
    Path out = folder.resolve("found");
    Map<String, Standing.Entry> entries = new Standing(out).entries();
    assertEquals(3, entries.size(), said);
    assertEquals(
        List.of(1, 2, 3),
        entries.values().stream().map(entry -> entry.gains().size()).sorted().toList());
    Map.Entry<String, Standing.Entry> winner =
        entries.entrySet().stream()
            .max(Map.Entry.comparingByValue((a, b) -> a.gains().size() - b.gains().size()))
            .orElseThrow();
    Path model = out.resolve(winner.getKey()).resolve("found.onnx");
    Weights found = Weights.read(Zoo.load(model.toString()).onnx(8)).orElseThrow();
    winner.getValue().numbers().forEach((key, n) -> assertEquals(n, found.tier().number(key), key));
    assertTrue(winner.getValue().milliseconds() > 0);
    String page = Files.readString(out.resolve("search.html"));
    assertEquals(3, page.split("<circle", -1).length - 1);
    String again = search(file);
    assertFalse(again.contains("measuring importance"), again);
    assertEquals(entries, new Standing(out).entries());
  }

  @Test
  void mistakesAreOneLine() throws Exception {
    Path none = runFile("none", "");
    assertTrue(refused(none).endsWith("needs a search and a start, and no prune"));
    Path slow = runFile("slow", "search: {milliseconds: 1e-9, width: 64, height: 48}");
    assertTrue(refused(slow).startsWith("no candidate takes 0.0 ms or less"), refused(slow));
    for (String wrong :
        List.of(
            "milliseconds: 0, width: 64, height: 48", "milliseconds: 9, width: 3, height: 48")) {
      Path file = runFile("wrong", "search: {" + wrong + "}");
      assertTrue(
          assertThrows(MediaException.class, () -> RunFile.read(file))
              .getMessage()
              .contains("search: "));
    }
  }

  private static String refused(Path file) {
    return assertThrows(MediaException.class, () -> search(file)).getMessage();
  }
}
