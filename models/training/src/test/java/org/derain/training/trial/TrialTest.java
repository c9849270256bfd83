package org.derain.training.trial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.derain.frames.MediaException;
import org.derain.training.DryClip;
import org.derain.training.TrainingRun;
import org.derain.training.config.RunFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arms of a run, compared. */
@Tag("learns")
class TrialTest {
  @TempDir static Path folder;

  @BeforeAll
  static void footage() throws Exception {
    DryClip.render(DryClip.SCENE, 50, folder.resolve("dry.mp4"));
  }

  private static Path runFile(String name, String more) throws IOException {
    String text =
        """
        name: %2$s
        description: "for a test"
        tier: tiny
        seed: 3
        minutes: 10
        steps: 8
        batch: 8
        patch: 48
        learningRate: 0.003
        weightDecay: 0.0001
        averaging: 0.9
        threads: 1
        dry: 0.1
        single: 0
        reuse: 2
        pool: 36
        out: %1$s/%2$s
        types: {heavy: 1, looks: 1}
        footage:
          - {file: %1$s/dry.mp4, licence: "made by the test"}
        limits: []
        """
            .formatted(folder, name);
    return Files.writeString(folder.resolve(name + ".yaml"), text + more);
  }

  private static String train(Path run) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TrainingRun.carryOut(run, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void armsLearnFromTheSameWindowsAndEndInOneTable() throws Exception {
    Path file =
        runFile(
            "arms",
            """
            trial:
              seeds: [1, 2]
              arms:
                plain: {}
                same: {}
                weighed: {weighting: {kind: tbs, every: 2, looks: 2, warmUp: 1, windows: 2}}
            """);
    String said = train(file);
    assertEquals(2, said.split("rendering 36 windows", -1).length - 1, said);
    Path out = folder.resolve("arms");
    List<String> rows = Files.readAllLines(out.resolve("trial.md"));
    List<String> plain = cells(rows.get(2));
    List<String> same = cells(rows.get(3));
    assertEquals(List.of("plain", "64"), plain.subList(0, 2));
    int last = plain.size() - 1;
    assertEquals(plain.subList(4, last), same.subList(4, last));
    assertEquals("+0.00", same.get(last), "against the first");
    assertArrayEquals(model("plain-1"), model("same-1"));
    assertFalse(Arrays.equals(model("plain-1"), model("plain-2")), "another seed");
    assertFalse(Arrays.equals(model("plain-1"), model("weighed-1")), "other weights");
    List<String> looks = Files.readAllLines(out.resolve("weighed-1").resolve("weights.csv"));
    assertEquals("step,heavy_loss,looks_loss,heavy,looks", looks.get(0));
    assertEquals(
        List.of("2", "4", "6", "8"),
        looks.stream().skip(1).map(line -> line.split(",")[0]).toList());
    String[] end = looks.get(4).split(",");
    assertEquals(1, Double.parseDouble(end[3]) + Double.parseDouble(end[4]), 2e-4);
    assertNotEquals(end[3], end[4], "no longer alike");
    assertFalse(train(file).contains("rendering"), "what is done is not done again");
  }

  private static byte[] model(String arm) throws IOException {
    return Files.readAllBytes(folder.resolve("arms").resolve(arm).resolve("arms.onnx"));
  }

  /** Cells of a row of the table. */
  private static List<String> cells(String row) {
    return Arrays.stream(row.substring(2).split("\\|")).map(String::strip).toList();
  }

  @Test
  void weightsAreInTheLogOfARun() throws Exception {
    Path file =
        runFile("log", "weighting: {kind: mixture, every: 2, looks: 2, warmUp: 0, windows: 1}\n");
    train(file);
    List<String> log = Files.readAllLines(folder.resolve("log").resolve("log.csv"));
    assertTrue(log.get(0).endsWith(",heavy_weight,looks_weight"), log.get(0));
    String[] last = log.get(log.size() - 1).split(",");
    double heavy = Double.parseDouble(last[last.length - 2]);
    double looks = Double.parseDouble(last[last.length - 1]);
    assertEquals(1, heavy + looks, 2e-4);
  }

  @Test
  void mistakesOfArmsAreFoundBeforeAnythingIsLearned() throws Exception {
    assertRefused("{a: {}, b: {colour: 1}}", "trial: arms: b: unknown key 'colour'");
    assertRefused("{a: {}, b: {footage: []}}", "trial: arms: b: 'footage' is the same for all");
    assertRefused("{a: {}, b: {patch: 50}}", "patch: a multiple of 16, at least 32");
    assertRefused("{a: {}, b: {steps: null}}", "trial: arms: b: missing key 'steps'");
    assertRefused(
        "{a: {}, b: {distillation: {output: 1}, teacher: nano}}",
        "trial: arms: b: missing key 'features'");
    assertRefused("{a: {}}", "trial: at least one seed and two arms");
    assertRefused(
        "{a: {}, b: {weighting: {kind: tbs, looks: 1}}}", "weighting: kind: equal, tbs, tss or");
  }

  private static void assertRefused(String arms, String reason) throws IOException {
    Path file = runFile("refused", "trial: {seeds: [1], arms: " + arms + "}\n");
    String said = assertThrows(MediaException.class, () -> RunFile.read(file)).getMessage();
    assertTrue(said.contains(reason), said);
    assertFalse(Files.exists(folder.resolve("refused")));
  }
}
