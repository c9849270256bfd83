package org.derain.training.config;

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
import java.util.List;
import org.derain.frames.MediaException;
import org.derain.rain.RainSampler;
import org.derain.rain.RainType;
import org.derain.training.DryClip;
import org.derain.training.TrainingRun;
import org.derain.training.data.RainMemory;
import org.derain.zoo.Zoo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of tasks, from the file to the model. */
@Tag("learns")
class ContinualTest {
  private static final String TASKS =
      """
      tasks:
        - {type: light}
        - {name: saved, parameters: %1$s/rain.json, steps: 5}
        - {name: own, pairs: %1$s/pairs}
      distillation: {output: 1, features: 0.01, fresh: 0.3}
      review: {share: 0.5, perType: 2, selection: spread}
      """;

  @TempDir static Path folder;

  @BeforeAll
  static void footage() throws Exception {
    DryClip.render(DryClip.SCENE, 50, folder.resolve("dry.mp4"));
    Files.createDirectory(folder.resolve("pairs"));
    DryClip.render(DryClip.SCENE, 12, folder.resolve("pairs/a.clean.mp4"));
    DryClip.render(
        DryClip.SCENE + ",noise=alls=30:allf=t", 12, folder.resolve("pairs/a.rainy.mp4"));
    Files.writeString(
        folder.resolve("rain.json"), new RainSampler(2, 0).next(RainType.HEAVY).toJson());
  }

  private static Path runFile(String name, String more) throws IOException {
    String text =
        """
        name: %2$s
        description: "for a test"
        tier: tiny
        seed: 3
        minutes: 10
        steps: 6
        batch: 4
        patch: 64
        learningRate: 0.003
        weightDecay: 0.0001
        averaging: 0.9
        threads: 1
        dry: 0.1
        single: 0
        reuse: 2
        pool: 24
        out: %1$s/%2$s
        footage:
          - {file: %1$s/dry.mp4, licence: "made by the test"}
        limits: []
        """
            .formatted(folder, name);
    return Files.writeString(
        folder.resolve(name + ".yaml"), text + more.formatted(folder.toString()));
  }

  private static String train(Path run) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TrainingRun.carryOut(run, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void tasksAreLearnedInOrderAndLeaveAModel() throws Exception {
    Path run = runFile("order", TASKS);
    String said = train(run);
    assertTrue(said.contains("with both: light"), said);
    assertTrue(said.contains("with both: saved\n  replaying 2 recipes, 24 windows"), said);
    assertTrue(said.contains("with both: own\n  replaying 4 recipes, 48 windows"), said);
    Path out = folder.resolve("order");
    assertEquals(
        17, Zoo.load(out.resolve("order.onnx").toString()).card().orElseThrow().training().steps());
    RainMemory memory = RainMemory.read(out.resolve("both").resolve(RainMemory.FILE));
    assertEquals(
        List.of("light", "light", "saved", "saved", "own", "own"),
        memory.entries().stream().map(RainMemory.Entry::task).toList());
    String table = Files.readString(out.resolve("continual.md"));
    assertTrue(table.contains("| with both | own |"), table);
    assertFalse(train(run).contains("step  "), "what is done is not done again");
  }

  @Test
  void everyArmStartsFromTheSameFirstTask() throws Exception {
    Path run =
        runFile(
            "arms",
            """
            tasks: [{type: light}, {type: heavy}]
            arms: [joint, sequence, both]
            distillation: {output: 1, features: 0}
            review: {share: 0.5, perType: 1, selection: random}
            """);
    String said = train(run);
    assertEquals(2, said.split("rendering 24 windows", -1).length - 1, said);
    List<String> lines = Files.readAllLines(folder.resolve("arms/continual.md"));
    String plain =
        lines.stream().filter(l -> l.startsWith("| fine-tuning | light")).findFirst().get();
    String both = lines.stream().filter(l -> l.startsWith("| with both | light")).findFirst().get();
    assertEquals(plain.replace("fine-tuning", ""), both.replace("with both", ""));
    assertTrue(lines.stream().anyMatch(l -> l.startsWith("| joint training | all")), said);
    assertTrue(Files.readString(folder.resolve("arms/continual.html")).contains("<polyline"));
  }

  @Test
  void aModelIsAdaptedToOwnFootageUnderAllTypes() throws Exception {
    train(runFile("shipped", "overlays: 0.5\ntypes: {light: 1, drops: 1}"));
    Path shipped = folder.resolve("shipped");
    RainMemory memory = RainMemory.read(shipped.resolve(RainMemory.FILE));
    assertEquals(120, memory.entries().size());
    long written = memory.entries().stream().filter(e -> e.recipe().overlay() != null).count();
    assertTrue(written > 30 && written < 90, written + " of them with something written over");
    String said =
        train(
            runFile(
                "adapted",
                """
                start: %1$s/shipped/shipped.onnx
                types: {light: 1, drops: 1}
                tasks: [{name: camera, type: all, footage: [{file: %1$s/dry.mp4, licence: own}]}]
                distillation: {output: 1, features: 0.01}
                review: {share: 0.5, perType: 1, selection: random,
                         memory: %1$s/shipped/rain-memory.jsonl.gz}
                """));
    assertTrue(said.contains("replaying 120 recipes"), said);
    assertTrue(
        said.contains("| arm | after | camera-light | camera-drops | dry | light | drops |"), said);
    assertTrue(said.contains("| with both | start |"), said);
    assertTrue(said.contains("| with both | camera |"), said);
  }

  @Test
  void mistakesInTasksAreNamed() throws Exception {
    assertSays("rain types are", "tasks: [{type: hail}]");
    assertSays("one of type, parameters and pairs", "tasks: [{type: light, pairs: x}]");
    assertSays("a name of letters", "tasks: [{parameters: %1$s/rain.json}]");
    assertSays("a name of its own", "tasks: [{type: light}, {type: light}]");
    assertSays("cannot be read", "tasks: [{name: a, parameters: %1$s/none.json}]");
    assertSays("no such folder", "tasks: [{name: a, pairs: %1$s/none}]");
    assertSays("above 0", "tasks: [{type: light, minutes: 0}]");
    assertSays("review: needs tasks", "review: {share: 0.5, perType: 1, selection: random}");
    assertSays("arms: need tasks", "tasks: [{type: light}]\narms: [joint]");
    assertSays(
        "share from 0",
        "tasks: [{type: light}]\nreview: {share: 1, perType: 1, selection: random}");
    assertSays(
        "no such memory",
        "tasks: [{type: light}]\nreview: {share: 0.1, perType: 1, selection: random, memory: x}");
    assertSays("[random, hardest, spread]", "review: {share: 0.5, perType: 1, selection: best}");
    assertSays("missing key 'perType'", "review: {share: 0.5, selection: random}");
    assertSays("screened and overlays: 0 to 1", "overlays: 1.5");
    assertSays("unknown key 'kind'", "tasks: [{kind: light}]");
  }

  private static void assertSays(String words, String more) throws IOException {
    Path run = runFile("bad", more);
    String message = assertThrows(MediaException.class, () -> RunFile.read(run)).getMessage();
    assertTrue(message.contains(words), message);
    assertEquals(1, message.lines().count(), message);
  }
}
