package org.derain.app.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.derain.app.Commands;
import org.derain.zoo.Identity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalCommandTest {
  private static final String SCENE = "-f lavfi -i testsrc2=size=96x64:rate=10 -frames:v ";
  private static final String LOSSLESS = " -pix_fmt yuv420p -c:v ffv1";
  private static final String NOISE = " -vf noise=alls=30:allf=t";

  @TempDir Path folder;
  private final Commands derain = new Commands();
  private Path same;
  private Path next;

  @BeforeEach
  void models() throws Exception {
    same = Files.write(folder.resolve("same.onnx"), Identity.onnx(2, 0));
    next = Files.write(folder.resolve("next.onnx"), Identity.onnx(3, 0.4f));
  }

  private Path clip(String name, int frames, String more) throws Exception {
    return Commands.ffmpeg(SCENE + frames + more + LOSSLESS, folder.resolve(name));
  }

  private static List<String> fields(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void aPairOfFiles() throws Exception {
    Path clean = clip("a.clean.mkv", 8, "");
    Path rainy = clip("a.rainy.mkv", 8, NOISE);
    Path json = folder.resolve("out.json");
    int code =
        derain.run(
            "eval",
            "--rainy",
            rainy,
            "--clean",
            clean,
            "--model",
            same,
            "--device",
            "cpu",
            "--json",
            json);
    assertEquals(0, code, derain.err());
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertEquals(List.of("model", "clips", "mean"), fields(report));
    assertEquals("same", report.get("model").asText());
    assertEquals(1, report.get("clips").size());
    JsonNode clip = report.get("clips").get(0);
    assertEquals(
        List.of(
            "name",
            "frames",
            "psnr_y_in",
            "psnr_y",
            "ssim_y_in",
            "ssim_y",
            "psnr_rgb",
            "warp_error_ratio",
            "error_outside_rain",
            "baselines"),
        fields(clip));
    assertEquals("a", clip.get("name").asText());
    assertEquals(8, clip.get("frames").asInt());
    double input = clip.get("psnr_y_in").asDouble();
    assertTrue(input > 15 && input < 35, "noise of some strength: " + input);
    assertEquals(input, clip.get("psnr_y").asDouble(), 0, "the model changes nothing");
    assertEquals(clip.get("ssim_y_in"), clip.get("ssim_y"));
    assertTrue(clip.get("warp_error_ratio").asDouble() > 1.5, "noise flickers");
    assertEquals(0, clip.get("error_outside_rain").asDouble(), 0);
    double spread = clip.get("baselines").get("median3").get("error_outside_rain").asDouble();
    assertTrue(spread > 0, "the medians bring noise to where there was none: " + spread);
    assertEquals(List.of("input", "median3", "median5"), fields(clip.get("baselines")));
    assertEquals(input, clip.get("baselines").get("input").get("psnr_y").asDouble(), 0);
    assertEquals(input, report.get("mean").get("psnr_y").asDouble(), 0);
    assertTrue(derain.out().contains("PSNR-Y, dB"), derain.out());
  }

  @Test
  void equalClipsAreAHundredDecibels() throws Exception {
    Path clip = clip("a.mkv", 4, "");
    Path json = folder.resolve("out.json");
    int code =
        derain.run("eval", "--rainy", clip, "--clean", clip, "--model", same, "--json", json);
    assertEquals(0, code, derain.err());
    JsonNode mean = new ObjectMapper().readTree(json.toFile()).get("mean");
    assertEquals(100, mean.get("psnr_y").asDouble());
    assertEquals(100, mean.get("psnr_rgb").asDouble());
    assertEquals(1, mean.get("ssim_y").asDouble(), 1e-6);
    assertEquals(1, mean.get("warp_error_ratio").asDouble(), 1e-9);
  }

  @Test
  void theMediansRemoveWhatLastsOneFrame() throws Exception {
    String grey = "-f lavfi -i color=gray:size=96x64:rate=10 -frames:v 9";
    String flash = " -vf drawbox=x=20:y=20:w=30:h=20:color=white:t=fill:enable=";
    Path clean = Commands.ffmpeg(grey + LOSSLESS, folder.resolve("c.mkv"));
    Path one = Commands.ffmpeg(grey + flash + "eq(n\\,4)" + LOSSLESS, folder.resolve("one.mkv"));
    Path two =
        Commands.ffmpeg(grey + flash + "between(n\\,4\\,5)" + LOSSLESS, folder.resolve("two.mkv"));
    Path json = folder.resolve("out.json");

    derain.run("eval", "--rainy", one, "--clean", clean, "--model", same, "--json", json);
    JsonNode baselines = new ObjectMapper().readTree(json.toFile()).at("/clips/0/baselines");
    assertTrue(baselines.at("/input/psnr_y").asDouble() < 95, baselines.toString());
    assertEquals(100, baselines.at("/median3/psnr_y").asDouble());
    assertEquals(100, baselines.at("/median5/psnr_y").asDouble());

    derain.run("eval", "--rainy", two, "--clean", clean, "--model", same, "--json", json);
    baselines = new ObjectMapper().readTree(json.toFile()).at("/clips/0/baselines");
    assertTrue(baselines.at("/median3/psnr_y").asDouble() < 95, baselines.toString());
    assertEquals(100, baselines.at("/median5/psnr_y").asDouble());
  }

  @Test
  void oneFolderSeveralModelsAndTheReport() throws Exception {
    Path pairs = Files.createDirectory(folder.resolve("pairs"));
    for (String name : List.of("pairs/a", "pairs/b & c")) {
      clip(name + ".clean.mkv", 4, "");
      clip(name + ".rainy.mkv", 4, NOISE);
    }
    Files.writeString(pairs.resolve("README.txt"), "not a clip");
    Path json = folder.resolve("out.json");
    Path html = folder.resolve("out.html");
    int code =
        derain.run(
            "eval",
            "--rainy",
            pairs,
            "--clean",
            pairs,
            "--model",
            same,
            "--model",
            next,
            "--json",
            json,
            "--report",
            html);
    assertEquals(0, code, derain.err());
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertEquals(2, report.size());
    assertEquals("next", report.get(1).get("model").asText());
    assertEquals("b & c", report.at("/1/clips/1/name").asText());
    assertEquals(8, report.at("/1/mean/frames").asInt());
    assertTrue(
        report.at("/1/mean/psnr_y").asDouble() < report.at("/0/mean/psnr_y").asDouble(),
        "the next frame is a worse guess than this one");

    String page = Files.readString(html);
    assertTrue(page.contains("b &amp; c"));
    assertFalse(page.contains("http"), "self-contained");
    Matcher pictures = Pattern.compile("src=\"data:image/jpeg;base64,([^\"]+)\"").matcher(page);
    int count = 0;
    while (pictures.find()) {
      byte[] jpeg = Base64.getDecoder().decode(pictures.group(1));
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
      assertNotNull(picture);
      assertTrue(picture.getWidth() == 96 || picture.getWidth() == 640, "whole or enlarged");
      count++;
    }
    assertEquals(2 * 3 * 5, count, "clips; whole, detail and slice; input to clean");
  }

  @Test
  void foldersOfStillsOfAnySize() throws Exception {
    Path rainy = Files.createDirectory(folder.resolve("rainy"));
    Path clean = Files.createDirectory(folder.resolve("clean"));
    String[] sizes = {"97x65", "33x48", "8x8"};
    for (int i = 0; i < sizes.length; i++) {
      String scene = "-f lavfi -i testsrc2=size=" + sizes[i] + " -frames:v 1";
      Commands.ffmpeg(scene, clean.resolve(i + ".png"));
      Commands.ffmpeg(scene + NOISE, rainy.resolve(i + ".png"));
    }
    Path json = folder.resolve("out.json");
    int code =
        derain.run("eval", "--rainy", rainy, "--clean", clean, "--model", same, "--json", json);
    assertEquals(0, code, derain.err());
    JsonNode clips = new ObjectMapper().readTree(json.toFile()).get("clips");
    assertEquals(3, clips.size());
    for (JsonNode clip : clips) {
      assertEquals(1, clip.get("frames").asInt());
      assertTrue(clip.get("psnr_y").asDouble() < 40, "noise");
      assertTrue(clip.get("warp_error_ratio").isNull(), "a still has no motion");
    }
  }

  @Test
  void twinsThatDoNotMatchAreOneLine() throws Exception {
    Path four = clip("four.mkv", 4, "");
    Path five = clip("five.mkv", 5, "");
    Path small = clip("small.mkv", 4, " -vf scale=48:32");
    assertRefused("four: sizes differ, rainy 96x64 and clean 48x32", four, small);
    assertRefused("four: the rainy clip ends after 4 frames, before the clean one", four, five);
    assertRefused("five: the clean clip ends after 4 frames, before the rainy one", five, four);
    assertRefused("no such file or folder", folder.resolve("none.mkv"), four);
    assertRefused("not a video file", Files.writeString(folder.resolve("t.mp4"), "text"), four);
    Path pairs = Files.createDirectory(folder.resolve("pairs"));
    assertRefused("no videos or pictures in it", pairs, pairs);
    clip("pairs/a.rainy.mkv", 2, "");
    assertRefused("no clean twin for a", pairs, pairs);
    assertEquals(2, derain.run("eval", "--rainy", pairs, "--clean", four, "--model", same));
    assertEquals(2, derain.run("eval", "--rainy", four));
  }

  private void assertRefused(String message, Path rainy, Path clean) {
    assertEquals(
        1,
        derain.run("eval", "--rainy", rainy, "--clean", clean, "--model", same, "--device", "cpu"));
    assertTrue(derain.err().contains(message), derain.err());
    assertEquals(1, derain.err().lines().count(), derain.err());
  }
}
