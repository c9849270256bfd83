package org.derain.app.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a container cannot hold so that players find it is said, not hidden. */
class ContainersTest {
  private static final List<String> SOUND =
      List.of(
          "aac",
          "ac3",
          "eac3",
          "mp2",
          "libmp3lame",
          "libopus",
          "flac",
          "alac",
          "pcm_s16le",
          "pcm_s24le",
          "pcm_s16be",
          "pcm_f32le",
          "pcm_u8",
          "wavpack");

  @TempDir Path temp;
  private Bench bench;

  @BeforeEach
  void bench() throws Exception {
    bench = new Bench(temp);
  }

  private static List<String> codecs(Path file, String kind) throws Exception {
    List<String> codecs = new ArrayList<>();
    for (JsonNode stream :
        Bench.probe(file, "-show_streams -select_streams " + kind).get("streams")) {
      codecs.add(stream.path("codec_name").asText("-"));
    }
    return codecs;
  }

  /** A clip with a track of each kind of sound. */
  private Path everySound() throws Exception {
    StringBuilder words = new StringBuilder("-f lavfi -i testsrc2=s=160x96:r=10:d=0.6");
    words.append(" -f lavfi -i sine=d=0.6:r=48000 -map 0:v");
    SOUND.forEach(codec -> words.append(" -map 1:a"));
    words.append(" -c:v libx264");
    for (int i = 0; i < SOUND.size(); i++) {
      words.append(" -c:a:").append(i).append(' ').append(SOUND.get(i));
    }
    return bench.clip("in.mkv", words.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "ts,   aac ac3 eac3 mp2 mp3 opus",
    "m2ts, aac ac3 eac3 mp2 mp3 opus",
    "mp4,  aac ac3 eac3 flac alac opus pcm_s16le",
    "mov,  aac ac3 eac3 mp2 mp3 alac pcm_s16le",
    "mkv,  aac ac3 eac3 mp2 mp3 opus flac alac pcm_s16le wavpack",
  })
  void eachTrackIsFoundAgainOrNamed(String container, String least) throws Exception {
    Path in = everySound();
    Path out = bench.cleaned(in, "out." + container);
    List<String> found = codecs(out, "a");
    assertTrue(found.containsAll(List.of(least.split(" "))), found.toString());
    List<String> before = codecs(in, "a");
    assertEquals(SOUND.size(), before.size());
    int at = 0;
    for (int i = 0; i < before.size(); i++) {
      String codec = before.get(i);
      if (bench.derain.err().contains("stream " + (i + 1) + " (" + codec + ") is left out")) {
        continue;
      }
      // MP4 has one mark for both layers of MPEG sound.
      String expected = container.equals("mp4") && codec.equals("mp2") ? "mp3" : codec;
      assertEquals(expected, at < found.size() ? found.get(at) : "nothing", bench.derain.err());
      at++;
    }
    assertEquals(found.size(), at);
    assertTrue(codecs(out, "d").isEmpty(), "no sound may turn into data");
  }

  @Test
  void soundOfDiscsStaysWhereItsMarksAre() throws Exception {
    Path in =
        bench.clip(
            "in.m2ts",
            "-f lavfi -i testsrc2=s=160x96:r=25:d=1 -f lavfi -i sine=d=1:r=48000 -c:v libx264"
                + " -c:a pcm_bluray -ac 2 -mpegts_m2ts_mode 1");
    for (String name : List.of("out.m2ts", "OUT.MTS")) {
      Path out = bench.cleaned(in, name);
      assertEquals(List.of("pcm_bluray"), codecs(out, "a"));
      assertFalse(bench.derain.err().contains("left out"), bench.derain.err());
    }
    for (String name : List.of("out.ts", "out.mp4", "out.mkv")) {
      Path out = bench.cleaned(in, name);
      assertTrue(codecs(out, "a").isEmpty());
      assertTrue(
          bench.derain.err().contains("to keep it, name the result .m2ts"), bench.derain.err());
    }
  }

  @Test
  void aFolderHasWhatCamerasCallTheirFiles() throws Exception {
    Path clip = bench.plain("in.ts", 6);
    Path mp4 = bench.plain("in.mp4", 6);
    Path card = Files.createDirectories(temp.resolve("card"));
    for (String name : List.of("A.MTS", "b.m2ts", "C.TOD")) {
      Files.copy(clip, card.resolve(name));
    }
    for (String name : List.of("D.LRV", "e.insv", "F.360")) {
      Files.copy(mp4, card.resolve(name));
    }
    Files.writeString(card.resolve("A.THM"), "no video");
    assertEquals(0, bench.derain.run("score", card), bench.derain.err());
    for (String name : List.of("A.MTS", "b.m2ts", "C.TOD", "D.LRV", "e.insv", "F.360")) {
      assertTrue(bench.derain.out().contains(name), bench.derain.out());
    }
    Path out = temp.resolve("clean");
    assertEquals(0, bench.clean(card.resolve("F.360"), out + "/"), bench.derain.err());
    assertEquals(List.of("F.mp4"), Bench.names(out));
  }
}
