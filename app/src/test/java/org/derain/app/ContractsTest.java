package org.derain.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derain.app.live.fleet.FakeCamera;
import org.derain.app.live.fleet.Fleet;
import org.derain.app.live.web.WebAddress;
import org.derain.app.live.web.WebServer;
import org.derain.app.signal.EventLog;
import org.derain.pipeline.live.CameraSettings;
import org.derain.zoo.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Help, figures and messages, as whoever builds on them knows them. */
class ContractsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private final Commands derain = new Commands();

  @Test
  void helpOfEveryCommand() throws Exception {
    for (String command : Main.commandLine().getSubcommands().keySet()) {
      assertEquals(0, derain.run(command, "--help"), derain.err());
      Golden.check("help/" + command + ".txt", derain.out());
    }
  }

  @Test
  void helpOfTheProgram() throws Exception {
    assertEquals(0, derain.run("--help"), derain.err());
    Golden.check("help/derain.txt", derain.out());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void metricsOfThePage() throws Exception {
    try (Fleet fleet = new Fleet(FakeCamera::new)) {
      fleet.set(
          List.of(
              CameraSettings.of("yard", "rtsp://u:hunter2@10.0.0.5/live", List.of("yard.mkv")),
              CameraSettings.of("gate", "rtsp://10.0.0.6/live", List.of("a.mkv", "b.m3u8"))));
      try (WebServer server =
          new WebServer(
              new WebAddress("127.0.0.1", 0),
              null,
              fleet,
              new EventLog(),
              "1.0",
              List.of("nano"),
              () -> null)) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(server.url()).resolve("/metrics")).build();
        String text = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
        Golden.check("metrics.txt", text.replaceAll("(?m)^([^#].*) \\S+$", "$1 VALUE"));
      }
    }
  }

  private Path identity() throws Exception {
    return Files.write(folder.resolve("identity.onnx"), Identity.onnx(4, 0.9f));
  }

  private Path clip() throws Exception {
    return Commands.ffmpeg(
        "-f lavfi -i testsrc2=s=64x48:r=10 -frames:v 12 -c:v libx264 -pix_fmt yuv420p",
        folder.resolve("in.mp4"));
  }

  /** The JSON that a command writes where an option says. */
  private JsonNode json(String option, Object... words) throws Exception {
    Path file = folder.resolve("figures.json");
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--model", identity(), option, file));
    assertEquals(0, derain.run(all.toArray()), derain.err());
    return JSON.readTree(file.toFile());
  }

  @Test
  void figuresOfClean() throws Exception {
    Path out = folder.resolve("out.mp4");
    Golden.checkShape("clean-stats.json", json("--stats", "clean", clip(), "-o", out));
  }

  @Test
  void figuresOfScore() throws Exception {
    Golden.checkShape("score.json", json("--json", "score", clip()));
  }

  @Test
  void figuresOfEval() throws Exception {
    Path clip = clip();
    Golden.checkShape("eval.json", json("--json", "eval", "--rainy", clip, "--clean", clip));
  }

  @Test
  void figuresOfLive() throws Exception {
    JsonNode json = json("--stats", "live", clip(), "-o", folder.resolve("out.mkv"));
    // Null until the network is loaded, which may be after the end of so short a clip.
    ((ObjectNode) json.at("/cameras/0")).put("tier", "identity");
    Golden.checkShape("live-stats.json", json);
  }

  @Test
  void mistakesInAFileOfCameras() throws Exception {
    StringBuilder all = new StringBuilder();
    Path file = folder.resolve("cameras.yaml");
    String examples = Files.readString(Path.of("src/test/resources/mistakes.txt"));
    for (String text : examples.split("---\n")) {
      Files.writeString(file, text);
      assertEquals(1, derain.run("live", "--config", file), text);
      all.append(text).append("=> ").append(derain.err().replace(folder.toString(), "FOLDER"));
      all.append('\n');
    }
    Golden.check("camera-mistakes.txt", all.toString());
  }
}
