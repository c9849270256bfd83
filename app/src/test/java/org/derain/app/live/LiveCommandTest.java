package org.derain.app.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derain.app.Commands;
import org.derain.app.Main;
import org.derain.clips.Clip;
import org.derain.pipeline.live.CameraSettings;
import org.derain.zoo.Identity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command itself: what it refuses, and a whole run in a process of its own. */
@Tag("real-time")
class LiveCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_S = 60;

  @TempDir Path folder;
  private final Commands derain = new Commands();
  private Process process;

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private void refused(int code, String line, Object... words) {
    List<Object> all = new ArrayList<>(List.of("live"));
    all.addAll(List.of(words));
    assertEquals(code, derain.run(all.toArray()), derain.err());
    assertTrue(derain.err().contains(line), derain.err());
    assertFalse(derain.err().contains("hunter2"), derain.err());
    assertEquals("", derain.out());
  }

  @Test
  void wrongUsage() {
    String url = "rtsp://u:hunter2@127.0.0.1:9/s";
    refused(2, "give a camera (SRC)");
    refused(2, "give at least one output", url);
    refused(2, "--config is instead of", url, "--config", "c.yaml");
    refused(2, "--http is a port", url, "-o", "a.mkv", "--http", "nowhere");
    refused(2, "--token is for --http", url, "-o", "a.mkv", "--token", "0123456789abcdef");
    refused(2, "--name: letters", url, "-o", "a.mkv", "--name", "a b");
    refused(2, "500ms, 2s, 10m, 1h", url, "-o", "a.mkv", "--max-age", "500");
    refused(2, "at most 30s", url, "-o", "a.mkv", "--max-age", "1m");
    refused(2, "at most 8760h", url, "-o", "a.mkv", "--segment", "99999999999999h");
    refused(2, "at most 8760h", url, "-o", "a.mkv", "--status", "99999999999999h");
    refused(2, "at most 1h", url, "-o", "a.mkv", "--patience", "2h");
    refused(2, "not 'first'", url, "-o", "a.mkv", "--patience", "first=5s");
    refused(2, "0 (all cores) to 512", url, "-o", "a.mkv", "--threads", "999999999");
    refused(2, "--sensitivity goes from 0 to 1", url, "-o", "a.mkv", "--sensitivity", "2");
    refused(2, "a part is four whole numbers", url, "-o", "a.mkv", "--keep", "1,2,3");
    refused(2, "no variable NOT_SET_AT_ALL", "rtsp://u:${NOT_SET_AT_ALL}@h/s", "-o", "a.mkv");
    refused(2, "'rtsp://u:***@h/second'", url, "rtsp://u:hunter2@h/second", "-o", "a.mkv");
  }

  @Test
  void whatCannotWorkIsOneLine() throws IOException {
    refused(1, "none.mp4: no such file", folder.resolve("none.mp4"), "-o", "a.mkv");
    Path none = folder.resolve("none.mp4");
    refused(1, "file:" + none + ": no such file", "file:" + none, "-o", "a.mkv");
    refused(1, "not known", "rstp://127.0.0.1:9/", "-o", "a.mkv");
    refused(1, "write %23 for the #", "rtsp://u:hunter2#x@127.0.0.1:9/", "-o", "a.mkv");
    refused(1, "write %2F for the /", "x.mp4", "-o", "rtsp://u:hunter2/x@127.0.0.1:9/");
    refused(1, "needs a --token", "rtsp://127.0.0.1:9/", "-o", "a.mkv", "--http", "0.0.0.0:0");
    refused(1, "unknown kind of output", "rtsp://127.0.0.1:9/", "-o", "foo://u:hunter2@h/");
    assertEquals(1, derain.err().lines().count(), derain.err());
    refused(1, "c.yaml: no such file", "--config", folder.resolve("c.yaml"));
    Path file = Files.writeString(folder.resolve("c.yaml"), "cameras:\n- {name: a, sauce: b}\n");
    refused(1, "line 2: unknown key 'sauce'", "--config", file);
    assertEquals(1, derain.err().lines().count(), derain.err());
  }

  @Test
  void aPasswordInTheListOfProcessesIsNoticed() {
    List<CameraSettings> cameras =
        List.of(CameraSettings.of("a", "rtsp://u:hunter2@h/s", List.of("a.mkv")));
    assertTrue(
        CredentialCheck.shown(
            cameras, List.of(), "java -cp x Main live rtsp://u:hunter2@h/s -o a.mkv"));
    assertFalse(CredentialCheck.shown(cameras, List.of(), "java -cp x Main"));
    assertFalse(
        CredentialCheck.shown(
            List.of(CameraSettings.of("a", "f.mp4", List.of())), List.of(), "f.mp4"));
  }

  /** As the launcher does it: the words are out of sight. */
  private void start(Object... words) throws IOException {
    StringBuilder all = new StringBuilder("live");
    for (Object word : words) {
      all.append('\037').append(word);
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.bytedeco.javacpp.nopointergc=true",
            Main.class.getName());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("DERAIN_WORDS", all.toString());
    builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("said.txt").toFile());
    process = builder.start();
  }

  private String said() {
    try {
      return Files.readString(folder.resolve("said.txt"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void await(String what, BooleanSupplier come) throws InterruptedException {
    for (int i = 0; i < PATIENCE_S * 20 && process.isAlive(); i++) {
      if (come.getAsBoolean()) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("waited in vain for " + what + ": " + said());
  }

  private JsonNode ask(String url) {
    try {
      return JSON.readTree(
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
              .body());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private long videoPackets(Path file) {
    return Clip.packetTimes(file, "v:0").size();
  }

  private Path clip(int frames) throws Exception {
    return Commands.ffmpeg(
        "-f lavfi -i testsrc2=s=160x96:r=25 -frames:v " + frames + " -c:v libx264 -g 10",
        folder.resolve("in.mp4"));
  }

  private Path identity() throws IOException {
    return Files.write(folder.resolve("identity.onnx"), Identity.onnx(4, 0.9f));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void runsCamerasOfAFileUntilItIsToldToEnd() throws Exception {
    Path in = clip(3000);
    Path file = folder.resolve("cameras.yaml");
    String first =
        "defaults: {model: "
            + identity()
            + ", realtime: true, always: true, preset: ultrafast}\n"
            + "cameras:\n- {name: one, source: "
            + in
            + ", outputs: "
            + folder.resolve("one.mkv")
            + "}\n";
    Files.writeString(file, first);
    Path stats = folder.resolve("stats.json");
    start("--config", file, "--http", "0", "--stats", stats, "--status", "1s");
    Matcher page = Pattern.compile("the page is at (http://127\\.0\\.0\\.1:\\d+/)").matcher("");
    await("the page", () -> page.reset(said()).find());
    String url = page.group(1);
    await("frames", () -> ask(url + "api/status").at("/cameras/0/derained").asLong() > 10);
    assertEquals("running", ask(url + "api/cameras/one").path("state").asText());
    await("a line", () -> said().contains("one: 2") && said().contains("derained"));

    Files.writeString(file, first + "- {name: two, source: " + in + "}\n");
    await("the mistake", () -> said().contains("'outputs' is missing"));
    assertTrue(ask(url + "api/status").path("file_error").asText().contains("line 4"));
    Path two = folder.resolve("two.mkv");
    Files.writeString(file, first + "- {name: two, source: " + in + ", outputs: " + two + "}\n");
    await("the second camera", () -> ask(url + "api/status").at("/cameras/1/out").asLong() > 10);
    assertEquals(0, ask(url + "api/cameras/one").path("reconnects").asInt());
    assertEquals(200, health(url), () -> ask(url + "health").toString());

    process.destroy(); // SIGTERM
    assertTrue(process.waitFor(PATIENCE_S, TimeUnit.SECONDS), () -> said());
    assertEquals(0, process.exitValue(), () -> said());
    for (JsonNode camera : JSON.readTree(stats.toFile()).path("cameras")) {
      assertTrue(camera.path("in").asLong() < 3000, "the end of the clip was not waited for");
      long sum = camera.path("derained").asLong();
      for (JsonNode count : camera.path("passed")) {
        sum += count.asLong();
      }
      Path output = folder.resolve(camera.path("name").asText() + ".mkv");
      assertEquals(sum, videoPackets(output), "every frame that left is in the file");
      for (JsonNode count : camera.path("dropped")) {
        sum += count.asLong();
      }
      assertEquals(camera.path("in").asLong(), sum, camera.toString());
    }
    assertTrue(said().contains("camera"), "the table at the end");
  }

  private int health(String url) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(url + "health")).build(), BodyHandlers.discarding())
          .statusCode();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aFileEndsByItself() throws Exception {
    Path out = folder.resolve("out.mkv");
    start(clip(40), "-o", out, "--model", identity(), "--realtime");
    assertTrue(process.waitFor(PATIENCE_S, TimeUnit.SECONDS), () -> said());
    assertEquals(0, process.exitValue(), () -> said());
    assertEquals(40, videoPackets(out));
  }

  @Test
  void whatIsNoVideoEndsWithItsReason() throws Exception {
    Path text = Files.writeString(folder.resolve("text.mp4"), "no video at all ".repeat(100));
    start(text, "-o", folder.resolve("out.mkv"));
    assertTrue(process.waitFor(PATIENCE_S, TimeUnit.SECONDS), () -> said());
    assertEquals(1, process.exitValue(), () -> said());
    assertTrue(said().contains("text.mp4"), said());
  }
}
