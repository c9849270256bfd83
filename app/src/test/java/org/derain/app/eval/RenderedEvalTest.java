package org.derain.app.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.derain.app.Commands;
import org.derain.zoo.Identity;
import org.derain.zoo.ModelCard;
import org.derain.zoo.RainScore;
import org.derain.zoo.TypeQuality;
import org.derain.zoo.Zoo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code derain eval} where the rain is rendered, the score alone, and the card that it fills. */
class RenderedEvalTest {
  @TempDir Path folder;
  private final Commands derain = new Commands();
  private Path dry;
  private Path json;

  @BeforeEach
  void aDryClip() throws Exception {
    dry =
        Commands.ffmpeg(
            "-f lavfi -i testsrc2=size=170x100:rate=10 -frames:v 30 -pix_fmt yuv420p -c:v ffv1",
            folder.resolve("street.mkv"));
    json = folder.resolve("out.json");
  }

  private Path model(String name, int frame, RainScore score) throws Exception {
    return Files.write(folder.resolve(name + ".onnx"), Identity.onnx(frame, score));
  }

  private JsonNode eval(Object... words) throws Exception {
    List<Object> all = new ArrayList<>(List.of("eval", "--device", "cpu", "--json", json));
    all.addAll(List.of(words));
    assertEquals(0, derain.run(all.toArray()), derain.err());
    return new ObjectMapper().readTree(json.toFile());
  }

  private static JsonNode type(JsonNode report, String type) {
    for (JsonNode row : report.get("types")) {
      if (row.get("type").asText().equals(type)) {
        return row;
      }
    }
    throw new AssertionError(type + " in " + report);
  }

  @Test
  void everyTypeHasItsOwnRainAndItsOwnTruth() throws Exception {
    Path same = model("same", 2, new RainScore(0.9f, 0.2f, 0.1f, 0.8f));
    String types = "dry,light,heavy,night,drops,looks";
    JsonNode report =
        eval("--rendered", types, "--clean", dry, "--model", same, "--frames", 3, "--seed", 5);
    assertEquals(6, report.get("types").size());
    assertEquals(6, report.get("clips").size());
    assertEquals(100, type(report, "dry").get("psnr_y").asDouble());
    for (String rain : types.substring(4).split(",")) {
      JsonNode row = type(report, rain);
      assertEquals(3, row.get("frames").asInt());
      double input = row.get("psnr_y_in").asDouble();
      assertTrue(input > 8 && input < 60, rain + " of some strength: " + input);
      assertEquals(input, row.get("psnr_y").asDouble(), "the model changes nothing");
      assertEquals(1, row.get("rainy_share").asDouble());
    }
    assertNotEquals(type(report, "light").get("psnr_y_in"), type(report, "heavy").get("psnr_y_in"));
    JsonNode score = report.get("score");
    assertEquals(1, score.get("rainy_right").asDouble());
    assertEquals(0, score.get("dry_right").asDouble(), "it calls everything rainy");
    assertEquals(0.5, score.get("accuracy").asDouble());
    assertEquals(0.2, score.get("type_right").asDouble(), "and everything drops");
    assertEquals(15, score.get("rainy_frames").asInt());
    assertEquals(18, score.get("dry_frames").asInt());
    assertTrue(derain.out().contains("score of same: 50.0 % of frames right"), derain.out());
    assertTrue(
        derain.out().lines().anyMatch(l -> l.matches("street +same +100\\.00 +100\\.0 %")),
        derain.out());

    JsonNode again =
        eval("--rendered", "light", "--clean", dry, "--model", same, "--frames", 3, "--seed", 5);
    assertEquals(type(report, "light").get("psnr_y_in"), type(again, "light").get("psnr_y_in"));
    JsonNode other =
        eval("--rendered", "light", "--clean", dry, "--model", same, "--frames", 3, "--seed", 6);
    assertNotEquals(type(report, "light").get("psnr_y_in"), type(other, "light").get("psnr_y_in"));
  }

  @Test
  void onlyTheHeldOutPartCountsAndCausalWindowsDoNotLookAhead() throws Exception {
    Path next = model("next", 3, RainScore.of(0.4f));
    JsonNode report =
        eval(
            "--rendered", "dry", "--clean", dry, "--model", next, "--part", "held-out", "--causal");
    JsonNode row = type(report, "dry");
    assertEquals(3, row.get("frames").asInt(), "a tenth of 30");
    assertTrue(row.get("psnr_y").asDouble() < 90, "the next frame is another one");
    assertEquals(100, row.get("psnr_y_causal").asDouble(), "the next frame is this one again");
    JsonNode whole = eval("--rendered", "dry", "--clean", dry, "--model", next, "--size", "64x48");
    assertEquals(24, type(whole, "dry").get("frames").asInt());
  }

  /** What lies over the rain is judged by itself; a digit that is wrong in one frame shows. */
  @Test
  void aClockIsJudgedByItself() throws Exception {
    Path same = model("same", 2, new RainScore(0.9f, 0.2f, 0.1f, 0.8f));
    JsonNode kept = eval("--rendered", "heavy", "--clean", dry, "--model", same, "--clock");
    JsonNode heavy = type(kept, "heavy");
    double clock = heavy.get("psnr_y_clock").asDouble();
    assertEquals(clock, heavy.get("baselines").get("input").get("psnr_y_clock").asDouble());
    assertTrue(clock > heavy.get("psnr_y").asDouble() + 5, heavy.toString());
    assertTrue(derain.out().contains("PSNR-Y of the clock"), derain.out());
    Path next = model("next", 3, RainScore.of(0.4f));
    JsonNode dries = eval("--rendered", "dry", "--clean", dry, "--model", same, "--clock");
    assertEquals(100, type(dries, "dry").get("psnr_y_clock").asDouble());
    JsonNode late = eval("--rendered", "dry", "--clean", dry, "--model", next, "--clock");
    double wrong = type(late, "dry").get("psnr_y_clock").asDouble();
    assertTrue(wrong < 35, "its seconds are one too far in a frame: " + wrong);
    assertEquals(100, type(late, "dry").get("baselines").get("input").get("psnr_y").asDouble());
    JsonNode without = eval("--rendered", "dry", "--clean", dry, "--model", same);
    assertFalse(type(without, "dry").has("psnr_y_clock"));
    assertFalse(derain.out().contains("clock"), derain.out());
    assertEquals(2, derain.run("eval", "--rainy", dry, "--clean", dry, "--clock"));
  }

  /** The frame two ahead of the last one judged is there, where the clip goes on. */
  @Test
  void windowsReachBeyondWhatIsJudged() throws Exception {
    Path last = model("last", 4, RainScore.of(0.4f));
    Path twice =
        Commands.ffmpeg(
            "-f lavfi -i testsrc2=size=96x64:rate=10 -frames:v 10 -pix_fmt yuv420p -c:v ffv1",
            folder.resolve("ten.mkv"));
    JsonNode part = eval("--rendered", "dry", "--clean", twice, "--model", last, "--frames", 8);
    JsonNode all = eval("--rendered", "dry", "--clean", twice, "--model", last, "--frames", 10);
    double eight = type(part, "dry").get("psnr_y").asDouble();
    double ten = type(all, "dry").get("psnr_y").asDouble();
    assertTrue(eight < 50, "no frame is its own successor: " + eight);
    assertTrue(ten > eight + 5, "the last of all is its own successor, as 100 dB: " + ten);
  }

  @Test
  void theScoreAlone() throws Exception {
    Path wet = model("wet", 2, RainScore.of(0.7f));
    Path none = Files.createDirectory(folder.resolve("dry"));
    Files.copy(dry, none.resolve("a.mkv"));
    Files.copy(dry, none.resolve("b.mkv"));
    JsonNode report = eval("--score", "--rainy", dry, "--dry", none, "--model", wet, "--frames", 5);
    assertEquals(0.5, report.get("score").get("accuracy").asDouble());
    assertEquals(10, report.get("score").get("dry_frames").asInt());
    assertEquals(5, report.get("score").get("rainy_frames").asInt());
    assertTrue(report.get("score").get("type_right").isNull());
    assertEquals(3, report.get("clips").size());
    Path still = Commands.ffmpeg("-i " + dry + " -frames:v 1", folder.resolve("still.png"));
    JsonNode one = eval("--score", "--rainy", still, "--model", wet, "--part", "held-out");
    assertEquals(1, one.get("score").get("rainy_frames").asInt(), "a still counts whole");
    JsonNode half = eval("--score", "--rainy", dry, "--model", wet);
    assertEquals(1, half.get("score").get("rainy_right").asDouble());
    assertTrue(half.get("score").get("accuracy").isNull(), "nothing dry was judged");
  }

  @Test
  void figuresEnterTheCard() throws Exception {
    Path same = model("same", 2, RainScore.of(0));
    Path card = folder.resolve("same.json");
    Files.writeString(
        card,
        """
        {"name": "same", "description": "d", "parameters": 1, "bytes": 2, "gmac_720p": 3, "window": 5,
         "training": {"run": "r", "seed": 1, "steps": 2, "windows": 3, "wall_s": 4, "note": "kept",
                      "data": [{"name": "street.mp4", "licence": "CC-BY 4.0 (someone)"}]},
         "quality": {"pairs": [], "mean_gain_db": 7.5}}
        """);
    eval("--rendered", "dry,light", "--clean", dry, "--model", same, "--frames", 3, "--card", card);
    Files.write(folder.resolve("same.light.jpg"), new byte[] {1});
    Files.writeString(card, Files.readString(card).replace("same.light.jpg", "same.old.jpg"));
    Files.write(folder.resolve("same.old.jpg"), new byte[] {1});
    eval("--rendered", "dry,light", "--clean", dry, "--model", same, "--frames", 3, "--card", card);
    assertFalse(Files.exists(folder.resolve("same.old.jpg")), "no picture that nobody shows");
    eval("--score", "--dry", dry, "--model", same, "--frames", 3, "--card", card);
    ModelCard read = Zoo.load(same.toString()).card().orElseThrow();
    assertEquals(7.5, read.quality().meanGainDb(), "what was there stays");
    assertEquals("kept", new ObjectMapper().readTree(card.toFile()).at("/training/note").asText());
    TypeQuality light = read.quality().types().get(0);
    assertEquals("light", light.type());
    assertEquals(0, light.gainDb());
    assertEquals(1, light.clips());
    assertEquals(3, light.windows());
    assertTrue(light.median3() > 5 && light.median3() < 100, light.toString());
    assertEquals(100, read.quality().dryDb());
    assertEquals(100, read.quality().dryWorstDb());
    assertEquals(0.5, read.quality().score().heldOut().accuracy());
    assertEquals(1, read.quality().score().real().dryRight());
    ModelCard.Failure failure = read.failures().get(0);
    assertTrue(failure.text().startsWith("light on street: "), failure.text());
    assertTrue(failure.text().contains("CC-BY 4.0"), failure.text());
    assertEquals(840, ImageIO.read(folder.resolve(failure.picture()).toFile()).getWidth());

    Path rainy =
        Commands.ffmpeg("-i " + dry + " -vf noise=alls=30 -c:v ffv1", folder.resolve("r.mkv"));
    eval("--rainy", rainy, "--clean", dry, "--model", same, "--causal", "--card", card);
    ModelCard paired = Zoo.load(same.toString()).card().orElseThrow();
    assertEquals(0, paired.quality().meanGainDb());
    assertEquals(0, paired.quality().causalDb());
    assertEquals(0, paired.quality().steadyingDb(), "nothing was derained");
    assertTrue(paired.quality().steadiness() > 1, "noise flickers");
    assertEquals("r", paired.quality().pairs().get(0).name());
    assertEquals(light, paired.quality().types().get(0));
  }

  /** On white nothing can be brighter. */
  @Test
  void rainThatNobodySeesIsNotAskedFor() throws Exception {
    Path white =
        Commands.ffmpeg(
            "-f lavfi -i color=white:size=170x100:rate=10 -frames:v 6 -pix_fmt yuv420p -c:v ffv1",
            folder.resolve("white.mkv"));
    Path same = model("same", 2, RainScore.of(0));
    JsonNode report = eval("--rendered", "dry,light", "--clean", white, "--model", same);
    assertEquals(6, type(report, "light").get("frames").asInt());
    assertFalse(type(report, "light").has("rainy_share"));
    assertEquals(0, report.get("score").get("rainy_frames").asInt());
    assertEquals(12, report.get("score").get("dry_frames").asInt());
  }

  @Test
  void footageOfOtherLicencesIsNotShown() throws Exception {
    Path same = model("same", 2, RainScore.of(0));
    Path card = folder.resolve("same.json");
    Files.writeString(
        card,
        "{\"name\": \"same\", \"training\": {\"data\": [{\"name\": \"street.mkv\", \"licence\": \"MIT\"}]}}");
    eval("--rendered", "light", "--clean", dry, "--model", same, "--frames", 2, "--card", card);
    assertFalse(Files.exists(folder.resolve("same.light.jpg")));
    assertFalse(Files.readString(card).contains("failures"));
  }

  @Test
  void wrongUsageIsSaid() throws Exception {
    Path same = model("same", 2, RainScore.of(0));
    assertEquals(2, derain.run("eval", "--model", same));
    assertEquals(2, derain.run("eval", "--rendered", "hail", "--clean", dry));
    assertEquals(2, derain.run("eval", "--rendered", "light", "--rainy", dry));
    assertEquals(2, derain.run("eval", "--score", "--model", same));
    assertEquals(2, derain.run("eval", "--rendered", "light", "--clean", dry, "--part", "half"));
    assertEquals(2, derain.run("eval", "--rendered", "light", "--clean", dry, "--size", "big"));
    assertEquals(2, derain.run("eval", "--rendered", "light", "--clean", dry, "--frames", "0"));
    Path text = Files.writeString(folder.resolve("text.json"), "[]");
    Object[] words = {
      "eval", "--rendered", "light", "--clean", dry, "--model", same, "--card", text
    };
    assertEquals(1, derain.run(words));
    assertTrue(derain.err().contains("not a model card"), derain.err());
    Files.writeString(text, "{\"name\": \"base\"}");
    assertEquals(1, derain.run(words));
    assertTrue(derain.err().contains("is the card of 'base'"), derain.err());
  }
}
