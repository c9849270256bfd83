package org.derain.app.score;

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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code derain score} over a clip of two seconds white, two blue and two red. */
class ScoreCommandTest {
  private static final String CLIP =
      "-f lavfi -i color=white:s=64x48:r=10:d=2 -f lavfi -i color=blue:s=64x48:r=10:d=2"
          + " -f lavfi -i color=red:s=64x48:r=10:d=2 -filter_complex [0:v][1:v][2:v]concat=n=3"
          + " -pix_fmt yuv420p -c:v libx264";

  @TempDir static Path folder;
  private static Path model;
  private static Path clip;

  private final Commands derain = new Commands();

  @BeforeAll
  static void makeTheClip() throws Exception {
    model = Weather.model(folder);
    clip = Commands.ffmpeg(CLIP, folder.resolve("weather.mp4"));
  }

  private int score(Object... words) {
    List<Object> all = new ArrayList<>(List.of("score", "--model", model));
    all.addAll(List.of(words));
    return derain.run(all.toArray());
  }

  private static JsonNode json(Path file) throws Exception {
    return new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void framesSegmentsAndTimeline() {
    assertEquals(0, score(clip), derain.err());
    List<String> lines = derain.out().lines().toList();
    assertTrue(lines.get(0).startsWith("   0:00.00  0.08  dry"), lines.get(0));
    assertTrue(lines.get(30).startsWith("   0:03.00  0.8"), lines.get(30));
    assertTrue(lines.get(30).contains("streaks  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇"), lines.get(30));
    assertTrue(lines.get(59).contains("0:05.90  0.68  drops"), lines.get(59));
    assertEquals(
        "60 frames, rain 0.53 on average, 67 % of the frames rainy (weather)", lines.get(60));
    assertEquals("  0:00.0  0:02.0  dry      0.08", lines.get(62));
    assertEquals("  0:02.0  0:04.0  streaks  0.84", lines.get(63));
    assertEquals("  0:04.0  0:06.0  drops    0.68", lines.get(64));
    assertTrue(
        derain.out().contains(" " + "·".repeat(24) + "s".repeat(24) + "d".repeat(24)),
        derain.out());
    assertTrue(lines.stream().allMatch(line -> line.length() <= 80), derain.out());
    assertFalse(derain.out().contains("\033"), "no colours in a file");
  }

  @Test
  void asJsonCsvAndHtml() throws Exception {
    Path json = folder.resolve("out.json");
    Path csv = folder.resolve("out.csv");
    Path html = folder.resolve("out.html");
    assertEquals(
        0, score(clip, "--brief", "--json", json, "--csv", csv, "--html", html), derain.err());
    assertTrue(derain.out().startsWith("60 frames"), derain.out());
    JsonNode report = json(json);
    assertEquals(clip.toString(), report.get("input").asText());
    assertEquals(0.53, report.get("mean").asDouble(), 0.01);
    assertEquals(20, report.get("types").get("dry").asInt());
    assertEquals(0, report.get("types").get("night").asInt());
    assertEquals(60, report.get("frames").size());
    JsonNode frame = report.get("frames").get(21);
    assertEquals(2.1, frame.get("t").asDouble(), 1e-6);
    assertEquals("streaks", frame.get("type").asText());
    assertEquals(3, frame.size());
    List<String> rows = Files.readAllLines(csv);
    assertEquals("input,t,rain,type", rows.get(0));
    assertEquals(61, rows.size());
    assertTrue(rows.get(60).matches(".*weather\\.mp4,5\\.900000,0\\.68\\d+,drops"), rows.get(60));
    String page = Files.readString(html);
    assertEquals(60, page.split("<rect ").length - 1);
    assertTrue(page.contains("<title>0:04.00: drops 0.68</title>"), page);
    assertFalse(page.contains("http"), "the page needs nothing else");
  }

  @Test
  void aPartAndEveryThirdFrameScoreAsInTheWhole() throws Exception {
    Path json = folder.resolve("part.json");
    assertEquals(
        0,
        score(clip, "--start", "1.5", "--duration", "1", "--every", "3", "--json", json),
        derain.err());
    List<String> frames = new ArrayList<>();
    json(json)
        .get("frames")
        .forEach(f -> frames.add(f.get("t").asText() + " " + f.get("type").asText()));
    assertEquals(List.of("1.5 dry", "1.8 dry", "2.1 streaks", "2.4 streaks"), frames);
  }

  @Test
  void picturesAndFolders() throws Exception {
    Path stills = Files.createDirectories(folder.resolve("stills"));
    Commands.ffmpeg("-f lavfi -i color=red:s=32x24 -frames:v 1", stills.resolve("a.png"));
    Commands.ffmpeg("-f lavfi -i color=white:s=48x32 -frames:v 1", stills.resolve("b.jpg"));
    Files.writeString(stills.resolve("notes.txt"), "not a picture");
    Path json = folder.resolve("stills.json");
    assertEquals(0, score(stills, "--brief", "--json", json), derain.err());
    JsonNode all = json(json);
    assertEquals(2, all.size());
    assertEquals("drops", all.get(0).get("frames").get(0).get("type").asText());
    assertEquals("dry", all.get(1).get("frames").get(0).get("type").asText());
    assertFalse(derain.out().contains("┤"), "one frame has no timeline");
    assertTrue(derain.out().lines().anyMatch(l -> l.matches(".* 1 +0\\.\\d\\d +100 %.*a\\.png")));
  }

  @Test
  void aBrokenFileDoesNotStopTheOthers() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.mp4"), "not a film");
    Path csv = folder.resolve("some.csv");
    assertEquals(1, score(broken, clip, "--brief", "--csv", csv));
    assertTrue(derain.err().contains("broken.mp4"), derain.err());
    assertTrue(derain.err().contains("1 of 2 files failed, see above"), derain.err());
    assertEquals(61, Files.readAllLines(csv).size());
  }

  @Test
  void samplesAreToldApartByEveryModelOfTheZoo() {
    for (String name : org.derain.zoo.Zoo.names()) {
      String[] part = {"--duration", "0.4", "--brief", "--model", name};
      String rainy = "../samples/day.rainy.mp4";
      assertEquals(
          0, derain.run("score", rainy, part[0], part[1], part[2], part[3], part[4]), derain.err());
      assertTrue(derain.out().contains(" 100 % of the frames rainy"), name + derain.out());
      assertEquals(
          0,
          derain.run(
              "score",
              rainy.replace("rainy", "clean"),
              part[0],
              part[1],
              part[2],
              part[3],
              part[4]),
          derain.err());
      assertTrue(derain.out().contains(" 0 % of the frames rainy"), name + derain.out());
    }
  }

  @Test
  void whatIsWrongIsSaid() throws Exception {
    assertEquals(2, score(clip, "--every", "0"));
    assertEquals(2, score());
    assertEquals(1, score(folder.resolve("none.mp4")));
    assertTrue(derain.err().contains("none.mp4"), derain.err());
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertEquals(1, score(empty));
    assertTrue(derain.err().contains("no videos or pictures in it"), derain.err());
    assertEquals(1, score(clip, "--json", folder.resolve("nowhere/out.json")));
    assertTrue(derain.err().contains("no such folder"), derain.err());
    Path other = Files.copy(clip, folder.resolve("other.mp4"));
    for (String option : List.of("--json", "--csv", "--html")) {
      assertEquals(1, score(option, other, clip));
      assertTrue(derain.err().contains("is no report"), derain.err());
      assertEquals(-1, Files.mismatch(clip, other), "footage stays");
    }
    assertEquals(1, score(clip, "--start", "60"));
    assertTrue(derain.err().contains("--start lies behind the end"), derain.err());
  }
}
