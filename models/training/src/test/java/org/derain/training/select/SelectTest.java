package org.derain.training.select;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derain.frames.MediaException;
import org.derain.network.OnnxExport;
import org.derain.network.Tier;
import org.derain.network.TorchNetwork;
import org.derain.rain.RainType;
import org.derain.training.DryClip;
import org.derain.training.TrainingRun;
import org.derain.training.config.RunFile;
import org.derain.training.data.Footage;
import org.derain.training.data.RainMemory;
import org.derain.training.data.RainMix;
import org.derain.training.data.Recipe;
import org.derain.training.data.RememberedWindows;
import org.derain.training.data.Sample;
import org.derain.training.data.SampleRenderer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a run file to memories, and from a memory to a model. */
class SelectTest {
  @TempDir static Path folder;

  @BeforeAll
  static void footage() throws Exception {
    DryClip.render(DryClip.SCENE, 30, folder.resolve("dry.mp4"));
    DryClip.render(DryClip.SCENE + ",noise=alls=25:allf=t", 20, folder.resolve("rain.mp4"));
    DryClip.render("testsrc2=size=320x192:rate=25", 20, folder.resolve("other.mp4"));
    try (TorchNetwork random = new TorchNetwork(Tier.TINY, 4)) {
      Files.write(folder.resolve("eye.onnx"), OnnxExport.file("eye", Tier.TINY, random.values()));
    }
  }

  private static Path runFile(String name, String more) throws IOException {
    String text =
        """
        name: %2$s
        description: "for a test"
        tier: tiny
        seed: 3
        minutes: 10
        steps: 4
        batch: 4
        patch: 64
        learningRate: 0.003
        weightDecay: 0.0001
        averaging: 0.9
        threads: 1
        dry: 0.25
        types: {looks: 0.5, heavy: 0.5}
        single: 0.2
        reuse: 2
        pool: 24
        out: %1$s/%2$s
        footage:
          - {file: %1$s/dry.mp4, licence: "made by the test"}
        limits: []
        """;
    String file = (text + more).formatted(folder.toString(), name);
    return Files.writeString(folder.resolve(name + ".yaml"), file);
  }

  private static final String SELECT =
      """
      select:
        candidates: 14
        model: %1$s/eye.onnx
        windows: 3
        levels: {what: 6, look: 4, structure: 2}
        library:
          - {file: %1$s/rain.mp4, shows: [streaks], strength: 2}
          - {file: %1$s/other.mp4, shows: [drops, night], strength: 1}
      """;

  private static String select(Path run) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SelectionRun.carryOut(run, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Set<Recipe> recipes(Path memory) {
    Set<Recipe> recipes = new HashSet<>();
    RainMemory.read(memory).entries().forEach(entry -> recipes.add(entry.recipe()));
    return recipes;
  }

  @Test
  void whatIsKeptIsOfTheCandidatesAndTeachesAModel() throws Exception {
    Path run = runFile("chosen", SELECT);
    String said = select(run);
    assertTrue(said.contains("| all | 14 |"), said);
    Path out = folder.resolve("chosen");
    Set<Recipe> all = recipes(out.resolve("all.jsonl.gz"));
    Set<Recipe> kept = recipes(out.resolve("kept.jsonl.gz"));
    Set<Recipe> random = recipes(out.resolve("random.jsonl.gz"));
    assertEquals(14, all.size());
    assertTrue(all.containsAll(kept) && all.containsAll(random));
    for (RainType type : RainType.values()) {
      assertEquals(
          kept.stream().filter(recipe -> recipe.rain().type() == type).count(),
          random.stream().filter(recipe -> recipe.rain().type() == type).count());
    }
    String figures = Files.readString(out.resolve("selection.json"));
    assertEquals(kept.size(), figures.split("\"kept\" : true", -1).length - 1);
    String page = Files.readString(out.resolve("selection.html"));
    assertTrue(page.contains("title=\"rain.mp4: streaks\""), page.substring(0, 500));
    assertEquals("chosen already", select(run).substring(0, 14), "what is done is not done again");
    String other = runFile("chosen", SELECT.replace("14", "15")).toString();
    String mistake = assertThrows(MediaException.class, () -> select(Path.of(other))).getMessage();
    assertTrue(mistake.contains("holds a selection of other settings"), mistake);

    String memory = "memory: {file: %1$s/chosen/all.jsonl.gz}\n";
    TrainingRun.carryOut(
        runFile("learned", memory), new PrintStream(OutputStream.nullOutputStream()));
    assertTrue(Files.exists(folder.resolve("learned/learned.onnx")));
    assertEquals(all, recipes(folder.resolve("learned").resolve(RainMemory.FILE)));
  }

  @Test
  void rememberedWindowsAreThoseOfTheirRecipes() {
    Map<RainType, Double> shares = Map.of(RainType.HEAVY, 1.0, RainType.LOOKS, 3.0);
    List<Recipe> known = new ArrayList<>();
    try (Footage footage = new Footage(List.of(folder.resolve("dry.mp4")));
        SampleRenderer renderer =
            new SampleRenderer(footage, 64, new RainMix(shares, 0, 5), 0.2, 5)) {
      RainMemory memory = RainMemory.empty();
      while (known.stream().filter(r -> r.rain().type() == RainType.HEAVY).count() < 2) {
        known.add(renderer.recipe());
      }
      memory = memory.with("any", known);
      Map<RainType, Double> wanted = Map.of(RainType.HEAVY, 1.0, RainType.NIGHT, 9.0);
      SampleRenderer other = new SampleRenderer(footage, 64, new RainMix(wanted, 0, 6), 0, 6);
      try (RememberedWindows windows = new RememberedWindows(other, memory, 1, wanted, 0.25, 7)) {
        int dry = 0;
        for (int i = 0; i < 400; i++) {
          Recipe recipe = windows.recipe();
          assertEquals(RainType.HEAVY, recipe.rain().type());
          dry += recipe.rain().dry() ? 1 : 0;
          assertTrue(recipe.rain().dry() || known.contains(recipe));
        }
        assertEquals(100, dry, 30);
        Recipe rainy = known.get(known.size() - 1);
        List<Sample> first = renderer.render(rainy);
        List<Sample> again = windows.render(rainy);
        for (int i = 0; i < first.size(); i++) {
          assertArrayEquals(first.get(i).luma(), again.get(i).luma());
        }
      }
    }
  }

  @Test
  void aMemoryOfOtherRainIsRefused() {
    RainMemory none = RainMemory.empty();
    assertThrows(
        MediaException.class,
        () -> new RememberedWindows(null, none, 1, Map.of(RainType.LIGHT, 1.0), 0, 1));
  }

  @Test
  void mistakesAreOneLine() throws Exception {
    for (String[] mistake :
        new String[][] {
          {"", "has no key select"},
          {SELECT.replace("14", "1"), "select: candidates: at least 2"},
          {SELECT.replace("look: 4", "look: 1"), "select: tolerance: above 0, below 1; levels"},
          {SELECT.replace("rain.mp4", "no.mp4"), "select: library: no such file"},
          {SELECT.replace("[streaks]", "[snow]"), "select: library: shows: streaks, night, drops"},
          {SELECT.replace("strength: 2", "strength: 4"), "select: library: strength: 1 to 3"},
        }) {
      Path run = runFile("wrong", mistake[0]);
      String said = assertThrows(MediaException.class, () -> select(run)).getMessage();
      assertTrue(said.contains(mistake[1]) && said.lines().count() == 1, said);
    }
    Path run = runFile("wrong", "memory: {file: nowhere.gz}\n");
    String said = assertThrows(MediaException.class, () -> RunFile.read(run)).getMessage();
    assertTrue(said.contains("memory: no such memory: nowhere.gz"), said);
  }
}
