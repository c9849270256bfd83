package org.derain.app.clean;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several inputs into a folder, and the figures. */
class SeveralTest {
  @TempDir Path temp;
  private Bench bench;

  @BeforeEach
  void bench() throws Exception {
    bench = new Bench(temp);
  }

  @Test
  void oneThatFailsDoesNotStopTheOthers() throws Exception {
    Path one = bench.plain("one.mp4", 5);
    Path text = Files.writeString(temp.resolve("text.mp4"), "rain");
    Path two = bench.plain("two.avi", 7);
    Path folder = temp.resolve("new/clean");
    Path stats = temp.resolve("stats.json");
    int exit =
        bench.derain.run(
            "clean", one, text, two, "-o", folder, "--model", bench.model(), "--stats", stats);
    assertEquals(1, exit);
    assertEquals(List.of("one.mp4", "two.mkv"), Bench.names(folder));
    assertTrue(bench.derain.err().contains("text.mp4: not a video file"), bench.derain.err());
    assertTrue(bench.derain.err().contains("1 of 3 files failed"), bench.derain.err());
    JsonNode figures = new ObjectMapper().readTree(stats.toFile());
    assertEquals(2, figures.size());
    assertEquals(7, figures.get(1).get("frames").get("out").asInt());

    assertEquals(
        0, bench.derain.run("clean", one, two, "-o", folder, "--model", bench.model(), "--resume"));
    assertTrue(bench.derain.err().contains("one.mp4: there already"), bench.derain.err());
  }

  @Test
  void resumingAFinishedFileHasNothingToDo() throws Exception {
    Path one = bench.plain("one.mp4", 3);
    Path target = bench.cleaned(one, "clean.mp4");
    FileTime made = Files.getLastModifiedTime(target);
    assertEquals(0, bench.clean(one, target, "--resume"));
    assertTrue(bench.derain.err().contains("there already"), bench.derain.err());
    assertEquals(made, Files.getLastModifiedTime(target));
    assertEquals(1, bench.clean(one, one, "--resume"));
  }

  @Test
  void aFolderTakesOneFileToo() throws Exception {
    Path one = bench.plain("one.mp4", 3);
    Path folder = Files.createDirectory(temp.resolve("clean"));
    assertEquals(0, bench.clean(one, folder));
    assertEquals(List.of("one.mp4"), Bench.names(folder));
    assertEquals(0, bench.clean(one, folder, "--overwrite"));
  }

  @Test
  void aFolderThatStaysEmptyIsNotLeft() throws Exception {
    Path text = Files.writeString(temp.resolve("text.mp4"), "rain");
    assertEquals(1, bench.clean(text, temp + "/new/"));
    assertEquals(1, bench.clean(text, temp.resolve("new"), temp.resolve("none.mp4")));
    assertTrue(bench.derain.err().contains("2 of 2 files failed"), bench.derain.err());
    assertEquals(
        1, bench.derain.run("clean", text, "b.mp4", "-o", temp.resolve("new"), "--model", "nix"));
    assertTrue(Files.notExists(temp.resolve("new")));
  }

  @Test
  void figuresThatCannotBeWrittenAreToldBeforeTheWork() throws Exception {
    Path in = bench.plain("in.mp4", 3);
    Path out = temp.resolve("out.mp4");
    assertEquals(1, bench.clean(in, out, "--stats", temp.resolve("none/stats.json")));
    assertTrue(bench.derain.err().contains("no such folder"), bench.derain.err());
    assertTrue(Files.notExists(out));
    Path footage = bench.plain("other.mp4", 3);
    byte[] before = Files.readAllBytes(footage);
    assertEquals(1, bench.clean(in, out, "--stats", footage));
    assertTrue(bench.derain.err().contains("is no report"), bench.derain.err());
    assertTrue(Files.notExists(out));
    assertArrayEquals(before, Files.readAllBytes(footage));
  }

  @Test
  void figuresHaveTheFormOfTheManual() throws Exception {
    Path in = bench.plain("in.mp4", 12);
    Path stats = temp.resolve("stats.json");
    Path out = bench.cleaned(in, "out.mp4", "--stats", stats);
    JsonNode figures = new ObjectMapper().readTree(stats.toFile());
    assertEquals(
        List.of(
            "input",
            "output",
            "model",
            "device",
            "width",
            "height",
            "scale",
            "frames",
            "fps",
            "realtime",
            "wall_s",
            "peak_rss_mb",
            "latency_ms",
            "rain"),
        names(figures));
    assertEquals(
        List.of("in", "out", "derained", "passed", "dropped", "corrupt"),
        names(figures.get("frames")));
    assertEquals(
        List.of("decode", "wait", "gate", "derain", "steady", "encode", "end_to_end"),
        names(figures.get("latency_ms")));
    assertEquals(
        List.of("p50", "p95", "p99", "max"), names(figures.get("latency_ms").get("derain")));
    assertEquals(out.toString(), figures.get("output").asText());
    assertEquals(12, figures.get("frames").get("derained").asInt());
    assertEquals(1, figures.get("scale").asInt());
    assertEquals("identity", figures.get("model").asText());
    double fps = figures.get("fps").asDouble();
    assertTrue(fps > 0);
    assertEquals(fps / 25, figures.get("realtime").asDouble(), 0.01);
    assertTrue(bench.derain.out().contains("in 12, out 12, derained 12"), bench.derain.out());
    assertEquals(0.7, figures.get("rain").get("mean").asDouble());
    assertEquals(
        "{\"dry\":0,\"streaks\":12,\"night\":0,\"drops\":0}",
        figures.get("rain").get("types").toString());
    assertTrue(
        bench.derain.out().contains("rain     0.70 on average; frames: 0 dry, 12 streaks, 0 night"),
        bench.derain.out());
    Path passed = bench.cleaned(in, "passed.mp4", "--bypass", "--stats", stats);
    assertTrue(Files.exists(passed));
    assertFalse(new ObjectMapper().readTree(stats.toFile()).has("rain"), "nobody looked");
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void videosAndStillsHaveTheirOwnModels() throws Exception {
    Bench bench = new Bench(temp);
    Path video = bench.plain("a.mp4", 1);
    Path still = bench.clip("b.png", "-f lavfi -i testsrc2=s=64x48 -frames:v 1");
    Path stats = temp.resolve("stats.json");
    assertEquals(
        0,
        bench.derain.run("clean", video, still, "-o", temp.resolve("clean"), "--stats", stats),
        bench.derain.err());
    JsonNode figures = new ObjectMapper().readTree(stats.toFile());
    assertEquals("nano", figures.get(0).get("model").asText());
    assertEquals("base", figures.get(1).get("model").asText());
  }
}
