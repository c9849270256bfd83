package org.derain.app.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derain.app.Commands;
import org.derain.zoo.Identity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models and baselines on sets of clips, as a file says. */
class BenchmarkTest {
  private static final String SCENE = "-f lavfi -i testsrc2=size=96x64:rate=10 -frames:v 6";
  private static final String LOSSLESS = " -pix_fmt yuv420p -c:v ffv1";

  @TempDir Path folder;
  private final Commands derain = new Commands();
  private Path clean;
  private Path noise;

  @BeforeEach
  void make() throws Exception {
    Files.write(folder.resolve("silent.onnx"), Identity.onnx(2, 0.4f));
    Files.write(folder.resolve("alarmed.onnx"), Identity.onnx(2, 0.9f));
    clean = Commands.ffmpeg(SCENE + LOSSLESS, folder.resolve("clean.mkv"));
    noise =
        Commands.ffmpeg(SCENE + " -vf noise=alls=30:allf=t" + LOSSLESS, folder.resolve("n.mkv"));
  }

  private Path file(String sets) throws Exception {
    String text =
        "methods: [median3, F/silent.onnx, input, F/alarmed.onnx]\n"
            + "frames: 3\nsize: 64x48\nseed: 1\nsets:\n"
            + sets;
    return Files.writeString(
        folder.resolve("benchmark.yaml"), text.replace("F/", folder.toString() + "/"));
  }

  @Test
  void oneTableOfAllMethodsOnAllSets() throws Exception {
    // Unlike its twin only outside of the middle, and from the fourth frame on.
    String border =
        " -vf drawbox=0:0:8:64:black:fill,drawbox=0:0:96:64:black:fill:enable='gte(n,3)'";
    Commands.ffmpeg(SCENE + border + LOSSLESS, folder.resolve("border.mkv"));
    Path file =
        file(
            "  - {name: border, rainy: F/border.mkv, clean: F/clean.mkv}\n"
                + "  - {name: noise, rainy: F/n.mkv, clean: F/clean.mkv}\n"
                + "  - {name: made, rendered: [dry, looks], clips: [F/clean.mkv]}\n"
                + "  - {name: storm, rain: [F/n.mkv, F/clean.mkv]}\n"
                + "  - {name: sun, dry: [F/clean.mkv]}\n");
    Path json = folder.resolve("out.json");
    Path page = folder.resolve("out.html");
    int code = derain.run("eval", file, "--device", "cpu", "--json", json, "--report", page);
    assertEquals(0, code, derain.err());

    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertEquals(
        List.of("median3", "input", "silent", "alarmed"),
        report.get("methods").findValuesAsText("method"));
    assertTrue(report.at("/methods/1/ms_per_frame").isNull(), "the input has no network");
    assertTrue(report.at("/methods/2/ms_per_frame").asDouble() > 0, report.toString());
    List<String> sets = new ArrayList<>();
    report.get("sets").forEach(set -> sets.add(set.get("name").asText()));
    assertEquals(List.of("border", "noise", "made dry", "made looks", "storm", "sun"), sets);
    assertEquals(100, report.at("/sets/0/methods/input/figures/psnr_y").asDouble(), 0);
    double input = report.at("/sets/1/methods/input/figures/psnr_y").asDouble();
    assertTrue(input > 15 && input < 35, "noise of some strength: " + input);
    assertEquals(input, report.at("/sets/1/methods/silent/figures/psnr_y").asDouble(), 0);
    assertTrue(report.at("/sets/1/methods/median3/figures/psnr_y").asDouble() > 0);
    assertEquals(100, report.at("/sets/2/methods/silent/figures/psnr_y").asDouble(), 0);
    assertTrue(report.at("/sets/3/methods/input/figures/psnr_y").asDouble() < 100, "it rains");
    assertCalls(report, 4, 0, 2);
    assertCalls(report, 5, 0, 1);
    assertEquals(1, report.at("/sets/4/clips/0/rainy_share/alarmed").asDouble(), 0);

    String sun =
        derain.out().lines().filter(line -> line.matches("sun +alarmed .*")).findFirst().get();
    assertTrue(sun.contains("1 of 1"), sun);
    String text = Files.readString(page);
    assertTrue(text.contains("<td>made looks</td>"), text.substring(0, 2000));
    assertEquals(4, text.split("The middle row over time", -1).length - 1, "sets with a truth");
    assertFalse(text.contains("http"), "self-contained");
  }

  /** The one never says that it rains, the other always. */
  private static void assertCalls(JsonNode report, int set, int silent, int clips) {
    JsonNode methods = report.at("/sets/" + set + "/methods");
    assertEquals(2, methods.size(), "baselines say nothing of rain: " + methods);
    assertEquals(silent, methods.at("/silent/clips_called_rainy").asInt());
    assertEquals(clips, methods.at("/alarmed/clips_called_rainy").asInt());
    assertEquals(clips, methods.at("/alarmed/clips_asked").asInt());
    assertFalse(methods.at("/alarmed").has("figures"));
  }

  @Test
  void theTruthOfASecondLensIsAlignedAndMatchedInColour() throws Exception {
    String scene = "-f lavfi -i testsrc2=size=128x96:rate=10 -frames:v 2 -vf gblur=1.5,crop=96:64:";
    Commands.ffmpeg(scene + "16:16" + LOSSLESS, folder.resolve("left.mkv"));
    Commands.ffmpeg(
        scene + "19:14:exact=1,lutyuv=y=val*0.8+20:u=val*0.9+10" + LOSSLESS,
        folder.resolve("right.mkv"));
    Commands.ffmpeg(
        "-i " + folder.resolve("right.mkv") + " -pix_fmt yuv420p10le -c:v ffv1",
        folder.resolve("deep.mkv"));
    Path file =
        file(
            "  - {name: apart, rainy: F/left.mkv, clean: F/right.mkv}\n"
                + "  - {name: matched, matched: true, rainy: F/left.mkv, clean: F/right.mkv}\n"
                + "  - {name: deep, matched: true, rainy: F/left.mkv, clean: F/deep.mkv}\n");
    Path json = folder.resolve("out.json");
    assertEquals(0, derain.run("eval", file, "--json", json), derain.err());
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    double apart = report.at("/sets/0/methods/input/figures/psnr_y").asDouble();
    double matched = report.at("/sets/1/methods/input/figures/psnr_y").asDouble();
    assertTrue(apart < 22 && matched > 38, apart + " and " + matched);
    double deep = report.at("/sets/2/methods/input/figures/psnr_y").asDouble();
    assertEquals(matched, deep, 1, "a truth of ten bits");
  }

  @Test
  void modelsAndFramesOfTheCommandLineComeFirst() throws Exception {
    Path file = file("  - {name: noise, rainy: F/n.mkv, clean: F/clean.mkv}\n");
    Path json = folder.resolve("out.json");
    Path other = Files.write(folder.resolve("other.onnx"), Identity.onnx(3, 0));
    int code = derain.run("eval", file, "--model", other, "--frames", 1, "--json", json);
    assertEquals(0, code, derain.err());
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertEquals(
        List.of("median3", "input", "other"), report.get("methods").findValuesAsText("method"));
    assertTrue(report.at("/sets/0/methods/other/figures/warp_error_ratio").isNull(), "one frame");
  }

  @Test
  void mistakesAreOneLine() throws Exception {
    assertRefused("sets 1 loud: there is no such key", "  - {name: a, loud: F/clean.mkv}\n");
    assertRefused("a: has either rainy and clean", "  - {name: a, rainy: F/n.mkv}\n");
    assertRefused("a: has either", "  - {name: a, rain: [F/n.mkv], dry: [F/clean.mkv]}\n");
    assertRefused(
        "a: matched is for rainy and clean", "  - {name: a, matched: true, rain: [F/n.mkv]}\n");
    Commands.ffmpeg(SCENE + " -vf drawbox=c=gray:t=fill" + LOSSLESS, folder.resolve("grey.mkv"));
    assertRefused(
        "n: the two pictures show too little alike to align them",
        "  - {name: a, matched: true, rainy: F/n.mkv, clean: F/grey.mkv}\n");
    assertRefused("needs a name", "  - {dry: [F/clean.mkv]}\n");
    assertRefused(
        "sets 1 rendered 1: cannot be 'frogs'",
        "  - {name: a, rendered: [frogs], clips: [F/n.mkv]}\n");
    assertRefused("none.mkv: no such file", "  - {name: a, dry: [F/none.mkv]}\n");
    assertRefused(" line ", "  - {name: [\n");
    Path file = file("  - {name: a, dry: [F/clean.mkv]}\n");
    assertEquals(2, derain.run("eval", file, "--rainy", noise, "--clean", clean));
    Files.writeString(file, "methods: [input]\nframes: 3\nsize: 64x48\nseed: 1\nsets: []\n");
    assertEquals(1, derain.run("eval", file));
    assertTrue(derain.err().contains("needs methods, and among them a model"), derain.err());
  }

  private void assertRefused(String message, String sets) throws Exception {
    assertEquals(1, derain.run("eval", file(sets), "--device", "cpu"), message);
    assertTrue(derain.err().contains(message), derain.err());
    assertEquals(1, derain.err().lines().count(), derain.err());
  }
}
