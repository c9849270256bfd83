package org.derain.clips.libav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derain.clips.Clip;
import org.derain.clips.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipTest {
  private static final String PATTERN = "-f lavfi -i testsrc2=s=64x48:r=25 ";

  @TempDir Path folder;

  private Path make(String name, String words) throws Exception {
    return Clip.make(folder.resolve(name), words);
  }

  private static JsonNode streams(Path file) {
    return Clip.probe(file, "-show_streams").get("streams");
  }

  @Test
  void picturesAndSoundComeAsAsked() throws Exception {
    Path clip =
        make(
            "a.mp4",
            PATTERN
                + "-f lavfi -i sine=r=48000 -frames:v 10 -c:v libx264 -bf 2 -c:a aac -ac 2"
                + " -shortest -metadata title=Wet -metadata:s:a:0 language=deu");
    JsonNode video = streams(clip).get(0);
    assertEquals("h264", video.get("codec_name").asText());
    assertEquals("25/1", video.get("avg_frame_rate").asText());
    assertEquals("10", video.get("nb_frames").asText());
    JsonNode sound = streams(clip).get(1);
    assertEquals("48000", sound.get("sample_rate").asText());
    assertEquals("stereo", sound.get("channel_layout").asText());
    assertEquals("deu", sound.get("tags").get("language").asText());
    assertEquals(0.4, sound.get("duration").asDouble(), 0.05, "no longer than the pictures");
    JsonNode tags = Clip.probe(clip, "-show_format").get("format").get("tags");
    assertEquals("Wet", tags.get("title").asText());
    assertEquals(
        List.of(0.0, 0.04, 0.08, 0.12, 0.16, 0.2, 0.24, 0.28, 0.32, 0.36), Clip.frameTimes(clip));
  }

  @Test
  void partsAreCutToTheFrame() throws Exception {
    Path whole = make("whole.mkv", PATTERN + "-t 2 -c:v libx264 -crf 0 -g 10");
    Path part = make("part.mkv", "-ss 0.52 -i " + whole + " -t 0.2 -c:v ffv1");
    Path expected =
        make("expected.mkv", "-i " + whole + " -vf trim=start_frame=13:end_frame=18 -c:v ffv1");
    assertEquals(5, Clip.frameTimes(part).size());
    assertEquals(Double.POSITIVE_INFINITY, Clip.psnr(part, expected));
  }

  @Test
  void psnrIsThatOfTheMeanError() throws Exception {
    Path grey = make("grey.mkv", "-f lavfi -i color=0x808080:s=64x48:r=25 -frames:v 4 -c:v ffv1");
    Path half =
        make("half.mkv", "-i " + grey + " -vf lutyuv=y='if(gte(val\\,0)\\,val+10)' -c:v ffv1");
    assertEquals(20 * Math.log10(255 / 10.0), Clip.psnr(grey, half), 1e-3);
  }

  @Test
  void copiesKeepTheirPackets() throws Exception {
    Path from = make("from.mp4", PATTERN + "-t 1 -c:v libx264 -bf 2 -g 10");
    Path to = make("to.mkv", "-i " + from + " -c copy");
    String sums = "-show_packets -show_data_hash md5 -show_entries packet=data_hash,pts_time";
    assertEquals(25, Clip.packetTimes(to, "v:0").size());
    assertEquals(Clip.frameTimes(from), Clip.frameTimes(to));
    assertEquals(
        Clip.probe(from, sums).findValuesAsText("data_hash"),
        Clip.probe(to, sums).findValuesAsText("data_hash"));
  }

  @Test
  void severalTracksOfOneStreamGetAllOfIt() throws Exception {
    Path clip =
        make(
            "two.mkv",
            PATTERN
                + "-f lavfi -i sine=d=2:r=48000 -map 0:v -map 1:a -map 1:a -t 2 -c:v libx264"
                + " -c:a:0 flac -c:a:1 pcm_s16le");
    String sounds = "-map 0:v -map 0:a:1 -map 0:a:1 -c:v ffv1 -c:a:0 copy -c:a:1 flac";
    Path again = make("again.mkv", "-i " + clip + " " + sounds);
    for (Path file : List.of(clip, again)) {
      for (String stream : List.of("a:0", "a:1")) {
        List<Double> times = Clip.packetTimes(file, stream);
        JsonNode packets =
            Clip.probe(file, "-show_packets -select_streams " + stream).get("packets");
        double length = 0;
        for (JsonNode packet : packets) {
          length += packet.get("duration_time").asDouble();
        }
        assertEquals(0, times.get(0), 1e-3, "from the beginning");
        assertEquals(2, length, 0.1, file + " " + stream);
      }
    }
  }

  @Test
  void turnedClipsAreUprightWhenTheyAreDecoded() throws Exception {
    Path plain = make("plain.mkv", PATTERN + "-frames:v 3 -c:v libx264 -crf 0");
    Path turned = make("turned.mp4", "-display_rotation:v:0 90 -i " + plain + " -c copy");
    assertEquals(90, streams(turned).get(0).get("side_data_list").get(0).get("rotation").asInt());
    Path upright = make("upright.mkv", "-i " + turned + " -c:v ffv1");
    assertEquals(48, streams(upright).get(0).get("width").asInt());
    Path back = make("back.mkv", "-i " + upright + " -vf transpose=clock -c:v ffv1");
    assertEquals(Double.POSITIVE_INFINITY, Clip.psnr(plain, back));
    Path lying = make("lying.mp4", "-noautorotate -i " + turned + " -c:v libx264");
    assertEquals(64, streams(lying).get(0).get("width").asInt());
    assertEquals(90, streams(lying).get(0).get("side_data_list").get(0).get("rotation").asInt());
  }

  @Test
  void whatIsNotUnderstoodIsNamed() {
    ClipException word =
        assertThrows(ClipException.class, () -> make("x.mp4", PATTERN + "-t 1 -no_such_word 3"));
    assertEquals("unknown word: -no_such_word 3", word.getMessage());
    ClipException codec =
        assertThrows(ClipException.class, () -> make("x.mp4", PATTERN + "-t 1 -c:v libx999"));
    assertTrue(codec.getMessage().contains("no encoder libx999"), codec.getMessage());
    ClipException input = assertThrows(ClipException.class, () -> make("x.mp4", "-i gone.mp4"));
    assertTrue(input.getMessage().contains("gone.mp4: No such file"), input.getMessage());
    assertThrows(ClipException.class, () -> Clip.probe(folder, "-show_colours"));
  }

  @Test
  void aProcessOfItsOwnSaysWhyItFails() throws Exception {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(Main.command(List.of("-i", "gone.mp4", "x.mp4")))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertEquals(1, process.waitFor());
    assertTrue(Files.readString(log).contains("gone.mp4"), Files.readString(log));
  }
}
