package org.derain.app.live.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.derain.app.signal.HookAddress;
import org.derain.frames.MediaException;
import org.derain.pipeline.Keep;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.inference.Device;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.Latency;
import org.derain.pipeline.live.OnOverload;
import org.derain.pipeline.live.Timeouts;
import org.derain.pipeline.scale.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraFileTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("YARD_PASSWORD", "hunter2");

  @TempDir Path folder;

  private List<CameraSettings> read(String text) {
    Path file = folder.resolve("cameras.yaml");
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return parse(file);
  }

  private static List<CameraSettings> parse(Path file) {
    return list(file).cameras();
  }

  private static CameraList list(Path file) {
    return CameraFile.read(file, CameraFile.content(file), new CameraDefaults(), ENVIRONMENT::get);
  }

  /** What is told of a wrong file, without its name. */
  private String mistake(String text) {
    String message = assertThrows(MediaException.class, () -> read(text)).getMessage();
    assertFalse(message.contains("\n"), "one line");
    assertFalse(message.contains("hunter2"), "a credential: " + message);
    return message.replace(folder.resolve("cameras.yaml") + " ", "");
  }

  @Test
  void readsEverything() {
    List<CameraSettings> cameras =
        read(
            """
            # two cameras
            defaults:
              latency: balanced
              model: nano
              segment: 10m
            cameras:
              - name: yard
                source: rtsp://admin:${YARD_PASSWORD}@10.0.0.5/stream
                outputs: [rtsp://127.0.0.1:8554/yard, yard.mkv]
                on-overload: drop
                max-age: 300ms
                always: true
                sensitivity: 0.7
                keep: ["10,20,300,40", "0,0,64,64"]
                codec: hevc
                crf: 24
                preset: superfast
                device: cpu
                threads: 1
                patience: picture=60s, silence=2m
              - name: gate
                source: gate.mp4
                outputs: gate.mkv
                latency: low
                model: auto
                segment: none
                realtime: yes
                keep: 1,2,3,4
                scale: 2
                patience: 1m
            """);
    CameraSettings yard = cameras.get(0);
    assertEquals("rtsp://admin:hunter2@10.0.0.5/stream", yard.source());
    assertEquals(List.of("rtsp://127.0.0.1:8554/yard", "yard.mkv"), yard.outputs());
    assertEquals(Latency.BALANCED, yard.latency());
    assertEquals(OnOverload.DROP, yard.onOverload());
    assertEquals(Duration.ofMillis(300), yard.maxAge());
    assertEquals("nano", yard.model());
    assertTrue(yard.always());
    assertEquals(0.7, yard.sensitivity());
    assertEquals(List.of(new Keep(10, 20, 300, 40), new Keep(0, 0, 64, 64)), yard.keep());
    assertEquals(Duration.ofMinutes(10), yard.segment());
    assertEquals(Codec.HEVC, yard.encoder().codec());
    assertEquals(24, yard.encoder().crf());
    assertEquals("superfast", yard.encoder().preset());
    assertEquals(Device.CPU, yard.device());
    assertEquals(1, yard.threads());
    assertEquals(
        new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(120)),
        yard.timeouts());
    CameraSettings gate = cameras.get(1);
    assertEquals(Latency.LOW, gate.latency());
    assertNull(gate.model());
    assertNull(gate.segment());
    assertTrue(gate.realtime());
    assertEquals(List.of(new Keep(1, 2, 3, 4)), gate.keep());
    assertEquals(Scale.HALF, gate.scale());
    assertEquals(Scale.AUTO, yard.scale());
    assertEquals(Timeouts.of(Duration.ofMinutes(1)), gate.timeouts());
    assertEquals(CameraSettings.MAX_AGE, gate.maxAge());
  }

  @Test
  void theExampleIsRight() {
    Path example = Path.of("").toAbsolutePath().resolveSibling("docs").resolve("live/cameras.yaml");
    List<CameraSettings> cameras = parse(example);
    assertEquals("rtsp://viewer:hunter2@192.0.2.10/stream", cameras.get(0).source());
    assertEquals(3, cameras.get(0).outputs().size());
    assertEquals(Duration.ofMillis(300), cameras.get(1).maxAge());
  }

  @Test
  void whatIsNotSaidIsAsOnTheCommandLine() {
    CameraSettings read =
        read("cameras: [{name: a, source: 'rtsp://h/s', outputs: [a.mkv]}]").get(0);
    assertEquals(CameraSettings.of("a", "rtsp://h/s", List.of("a.mkv")), read);
  }

  @Test
  void everyMistakeIsToldWithItsLine() {
    assertEquals(
        "line 4: latency: one of low, balanced, not 'quick'; line 5: max-age: a number and a unit"
            + " (500ms, 2s, 10m, 1h), not '500'; line 6: 'outputs' is missing; line 7: unknown key"
            + " 'sauce'; there are always, codec, crf, device, keep, latency, max-age, model, name,"
            + " on-overload, on-rain, on-rain-secret, outputs, patience, preset, realtime, scale,"
            + " segment, sensitivity, source, threads; line 8: 'source' stands here again, after"
            + " line 3",
        mistake(
            """
            cameras:
              - name: a
                source: rtsp://h/a
                latency: quick
                max-age: 500
                outputs:
                sauce: ketchup
                source: rtsp://h/b
            """));
  }

  @Test
  void namesAndOutputsAreTakenOnce() {
    assertEquals(
        "line 6: outputs: a.mkv is taken already, in line 4;"
            + " line 5: name: 'a' is taken already, in line 2",
        sorted(
            mistake(
                """
                cameras:
                  - name: a
                    source: rtsp://h/a
                    outputs: a.mkv
                  - {name: a, source: rtsp://h/b,
                     outputs: [a.mkv]}
                """)));
  }

  private static String sorted(String mistakes) {
    List<String> parts = new java.util.ArrayList<>(List.of(mistakes.split("; ")));
    java.util.Collections.sort(parts, java.util.Comparator.reverseOrder());
    return String.join("; ", parts);
  }

  @Test
  void otherMistakes() {
    assertEquals("line 1: needs 'cameras', a list with at least one", mistake("defaults: {}"));
    assertEquals("line 1: needs 'cameras', a list with at least one", mistake(""));
    assertEquals(
        "line 1: cameras: a list is expected, each entry beginning with '-'",
        mistake("cameras: {a: 1}").replaceAll("; .*", ""));
    String head = "cameras:\n- name: a\n  outputs: a.mkv\n";
    assertEquals(
        "line 4: source: the environment has no variable NOT_SET",
        mistake(head + "  source: rtsp://u:${NOT_SET}@h/\n"));
    assertEquals(
        "line 5: scale: a scale is auto, 1, 2, 3 or 4, not '5'",
        mistake(head + "  source: x\n  scale: 5\n"));
    assertEquals(
        "line 5: keep: a part is four whole numbers, X,Y,WIDTH,HEIGHT in pixels, not '7,8'",
        mistake(head + "  source: x\n  keep: 7,8\n"));
    assertEquals(
        "line 5: sensitivity: from 0 to 1, not 7.0",
        mistake(head + "  source: x\n  sensitivity: 7\n"));
    assertEquals(
        "line 5: patience: of connect, picture and silence, not 'first'",
        mistake(head + "  source: x\n  patience: first=3s\n"));
    assertEquals(
        "line 5: patience: patience is more than 0 and at most 1h",
        mistake(head + "  source: x\n  patience: 2h\n"));
    assertEquals(
        "line 4: source: rtsp://u:***@h/1: write %23 for the # in its password",
        mistake(head + "  source: 'rtsp://u:hunter#2hunter2@h/1'\n"));
    assertEquals(
        "line 5: threads: a number is expected, not 'all'",
        mistake(head + "  source: x\n  threads: all\n"));
    assertTrue(
        mistake(head + "  source: x\n  model: huge\n").startsWith("line 5: model: auto, nano"));
    assertTrue(
        mistake(head + "  source: x\n  crf: 99\n").startsWith("line 2: crf for h264 goes from 0"));
    assertTrue(
        mistake("cameras:\n- {name: a, source: x,\n   outputs: 'foo://u:hunter2@h/x'}\n")
            .startsWith("line 3: outputs: foo://u:***@h/x: unknown kind of output"));
    assertTrue(
        mistake("cameras:\n- {name: 'a b', source: x, outputs: y.mkv}\n")
            .startsWith("line 2: name: letters, digits"));
  }

  @Test
  void numbersBeyondReasonAreToldWithTheirLine() {
    String head = "cameras:\n- name: a\n  source: x\n  outputs: a.mkv\n";
    assertEquals(
        "line 5: segment: at most 8760h (a year), not '99999999999999h'; "
            + "line 6: max-age: at most 8760h (a year), not '99999999999999h'; "
            + "line 7: threads: 0 (all cores) to 512 threads, not 999999999",
        mistake(
            head
                + "  segment: 99999999999999h\n"
                + "  max-age: 99999999999999h\n"
                + "  threads: 999999999\n"));
    assertEquals("line 5: max-age: at most 30s", mistake(head + "  max-age: 31s\n"));
    String digits = "9".repeat(400);
    assertTrue(mistake(head + "  segment: " + digits + "h\n").startsWith("line 5: segment: at m"));
    assertEquals(Duration.ofSeconds(30), read(head + "  max-age: 30s\n").get(0).maxAge());
    assertEquals(512, read(head + "  threads: 512\n").get(0).threads());
  }

  @Test
  void aValueThatYamlTakesForItsOwnIsToldToBeQuoted() {
    String head = "cameras:\n- name: a\n  outputs: a.mkv\n";
    assertEquals("line 4: source: " + YamlMap.QUOTES, mistake(head + "  source: !x y\n"));
    assertEquals("line 4: " + YamlMap.QUOTES, mistake(head + "  source: *x\n"));
    assertEquals("!x y", read(head + "  source: '!x y'\n").get(0).source());
  }

  @Test
  void aFileIsReadUpToItsLargestSize() throws IOException {
    String right = "cameras: [{name: a, source: x, outputs: [a.mkv]}]\n";
    String rest = "#".repeat(CameraFile.LARGEST - right.length());
    assertEquals(1, read(right + rest).size());
    assertTrue(
        mistake(right + rest + "#").endsWith(": more than 256 KiB, which is no file of cameras"));
  }

  @Test
  void noMistakeTellsACredential() {
    String url = "rtsp://admin:hunter2@10.0.0.5/stream";
    mistake("cameras:\n- name: a\n  source: [" + url + "\n");
    mistake("cameras:\n- name: a\n  source: '" + url + "\n");
    mistake("cameras:\n- name: a\n  latency: " + url + "\n");
    mistake("cameras:\n- name: a\n  source: @" + url + "\n");
    mistake("cameras: " + url);
    for (String first : List.of("*", "!", "&a !", "!!", "!h!", "!<x> *", "%TAG ", "& *")) {
      String told =
          mistake("cameras:\n- name: a\n  outputs: x.mkv\n  source: " + first + "hunter2@h");
      assertTrue(told.startsWith("line "), told);
    }
    for (String slashes : List.of("", "/", "///", "\\\\")) {
      String odd = "rtsp:" + slashes + "admin:hunter2@10.0.0.5/stream";
      mistake("cameras:\n- name: a\n  latency: '" + odd + "'\n");
      mistake("cameras:\n- {name: a, source: x, outputs: ['" + odd + "', '" + odd + "']}\n");
    }
    mistake(
        "cameras:\n- {name: a, source: x, outputs: '"
            + url
            + "'}\n"
            + "- {name: b, source: x, outputs: '"
            + url
            + "'}\n");
  }

  @Test
  void whomACameraTellsOfRain() {
    read(
        """
        defaults: {on-rain: 'https://all/hook', on-rain-secret: '${YARD_PASSWORD}-${YARD_PASSWORD}-'}
        cameras:
        - {name: a, source: rtsp://h/a, outputs: a.mkv}
        - {name: b, source: rtsp://h/b, outputs: b.mkv, on-rain: ['http://one/', 'http://two/']}
        - {name: c, source: rtsp://h/c, outputs: c.mkv, on-rain: none}
        """);
    String secret = "hunter2-hunter2-";
    assertEquals(
        Map.of(
            "a", List.of(new HookAddress("https://all/hook", secret)),
            "b",
                List.of(
                    new HookAddress("http://one/", secret), new HookAddress("http://two/", secret)),
            "c", List.of()),
        list(folder.resolve("cameras.yaml")).hooks());
    assertEquals(
        "line 4: on-rain: a web hook is http://HOST/... or https://HOST/...; line 5:"
            + " on-rain-secret: a secret has at least 16 characters; 'openssl rand -hex 32' makes"
            + " one",
        mistake(
            """
            cameras:
            - name: a
              source: rtsp://h/a
              on-rain: ftp://h/hunter2
              on-rain-secret: ${YARD_PASSWORD}
              outputs: a.mkv
            """));
  }

  @Test
  void aMissingFileIsOneClearLine() {
    Path none = folder.resolve("none.yaml");
    assertEquals(
        none + ": no such file",
        assertThrows(MediaException.class, () -> parse(none)).getMessage());
  }
}
