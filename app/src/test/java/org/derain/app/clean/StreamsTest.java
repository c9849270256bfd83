package org.derain.app.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing is lost: sound, subtitles, attachments, chapters, metadata, rotation, pixel aspect. */
class StreamsTest {
  @TempDir Path temp;
  private Bench bench;
  private Path subtitles;
  private Path chapters;
  private Path cover;

  @BeforeEach
  void parts() throws Exception {
    bench = new Bench(temp);
    subtitles =
        Files.writeString(
            temp.resolve("s.srt"),
            "1\n00:00:00,400 --> 00:00:01,000\nRain\n\n2\n00:00:01,200 --> 00:00:01,800\nSun\n");
    chapters =
        Files.writeString(
            temp.resolve("c.txt"),
            ";FFMETADATA1\ntitle=Wet\ncomment=Dry\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1200\n"
                + "title=One\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=1200\nEND=2000\ntitle=Two\n");
    cover = bench.clip("cover.jpg", "-f lavfi -i color=red:s=64x64 -frames:v 1");
  }

  private Path rich(String name, String textCodec, String more) throws Exception {
    return bench.clip(
        name,
        "-f lavfi -i testsrc2=s=160x96:r=30000/1001:d=2 -f lavfi -i sine=440:d=2 -f lavfi -i"
            + " sine=880:d=2 -i "
            + subtitles
            + " -i "
            + chapters
            + " -i "
            + cover
            + " -map 0:v -map 1:a -map 2:a -map 3:s -map_chapters 4 -map_metadata 4"
            + " -c:v libx264 -bf 2 -g 20 -filter:v:0 setsar=4/3 -c:a aac -c:s "
            + textCodec
            + " -metadata:s:a:0 language=eng -metadata:s:a:1 language=deu"
            + " -metadata:s:s:0 language=fra -disposition:a:1 comment "
            + more);
  }

  private Path richMkv() throws Exception {
    return rich(
        "in.mkv",
        "srt",
        "-attach "
            + cover
            + " -metadata:s:t:0 mimetype=image/jpeg -attach "
            + subtitles
            + " -metadata:s:t:1 mimetype=text/plain");
  }

  private Path richMp4() throws Exception {
    return rich("in.mp4", "mov_text", "-map 5 -c:v:1 copy -disposition:v:1 attached_pic");
  }

  private static List<String> kinds(Path file) throws Exception {
    List<String> kinds = new ArrayList<>();
    Bench.probe(file, "-show_streams")
        .get("streams")
        .forEach(
            s ->
                kinds.add(
                    s.path("codec_type").asText()
                        + " "
                        + s.path("codec_name").asText("-")
                        + " "
                        + s.path("tags").path("language").asText("-")));
    return kinds;
  }

  private static List<String> packets(Path file, String stream) throws Exception {
    List<String> sums = new ArrayList<>();
    Bench.probe(file, "-show_packets -show_data_hash md5 -select_streams " + stream)
        .get("packets")
        .forEach(p -> sums.add(p.path("data_hash").asText() + " " + p.path("pts_time").asText()));
    return sums;
  }

  @Test
  void matroskaKeepsEverything() throws Exception {
    Path in = richMkv();
    Path out = bench.cleaned(in, "out.mkv");
    assertEquals(kinds(in), kinds(out));
    for (String stream : List.of("1", "2", "3")) {
      assertEquals(packets(in, stream), packets(out, stream));
    }
    checkCommon(in, out);
    assertTrue(!bench.derain.err().contains("left out"), bench.derain.err());
    JsonNode note = Bench.probe(out, "-show_streams").get("streams").get(5).get("tags");
    assertEquals("s.srt", note.get("filename").asText());
  }

  @Test
  void mp4KeepsEverything() throws Exception {
    Path in = richMp4();
    Path out = bench.cleaned(in, "out.mp4");
    assertEquals(kinds(in).stream().sorted().toList(), kinds(out).stream().sorted().toList());
    for (String stream : List.of("1", "2", "3")) {
      assertEquals(packets(in, stream), packets(out, stream));
    }
    checkCommon(in, out);
    assertTrue(!bench.derain.err().contains("left out"), bench.derain.err());
  }

  private static void checkCommon(Path in, Path out) throws Exception {
    assertEquals(Bench.times(in), Bench.times(out));
    String words = "-show_chapters -show_entries format_tags=title,comment";
    String marks = "-show_entries chapter=start_time,end_time:chapter_tags=title";
    assertEquals(Bench.probe(in, marks), Bench.probe(out, marks));
    JsonNode tags = Bench.probe(out, words).get("format").get("tags");
    assertEquals("Wet", tags.get("title").asText());
    assertEquals("Dry", tags.path("comment").asText(tags.path("COMMENT").asText()));
    assertEquals("4:3", Bench.video(out).get("sample_aspect_ratio").asText());
    JsonNode audio = Bench.probe(out, "-show_streams -select_streams a:1").get("streams").get(0);
    assertEquals(1, audio.get("disposition").get("comment").asInt());
  }

  @Test
  void textSubtitlesAndCoversChangeTheirFormWithTheContainer() throws Exception {
    Path mp4 = bench.cleaned(richMkv(), "out.mp4");
    assertTrue(kinds(mp4).contains("subtitle mov_text fra"), kinds(mp4).toString());
    assertTrue(kinds(mp4).contains("video mjpeg -"), kinds(mp4).toString());
    assertTrue(bench.derain.err().contains("(subrip) is converted to mov_text"));
    assertTrue(bench.derain.err().contains("attachment s.srt is left out"), bench.derain.err());
    Path mkv = bench.cleaned(mp4, "again.mkv");
    assertTrue(kinds(mkv).contains("subtitle subrip fra"), kinds(mkv).toString());
    Path text = bench.clip("text.srt", "-i " + mkv + " -map 0:s -c:s srt");
    String lines = Files.readString(text);
    // ffmpeg moved the whole source by the 23 ms that AAC starts early.
    assertTrue(lines.contains("00:00:00,423 --> 00:00:01,023\nRain"), lines);
    assertTrue(lines.contains("00:00:01,223 --> 00:00:01,823\nSun"), lines);
  }

  @Test
  void transportStreamsTellWhatTheyCannotHold() throws Exception {
    Path in = richMkv();
    Path out = bench.cleaned(in, "out.ts");
    assertEquals(List.of("video h264 -", "audio aac eng", "audio aac deu"), kinds(out));
    assertTrue(bench.derain.err().contains("chapters are left out"), bench.derain.err());
    assertEquals(Bench.times(in).size(), Bench.times(out).size());
  }

  @ParameterizedTest
  @CsvSource({"mp4", "mov", "mkv"})
  void rotationStays(String extension) throws Exception {
    Path plain = bench.plain("plain.mp4", 4);
    Path in = bench.clip("turned.mp4", "-display_rotation:v:0 90 -i " + plain + " -c copy");
    Path out = bench.cleaned(in, "out." + extension);
    JsonNode matrix = Bench.video(out).get("side_data_list").get(0);
    assertEquals(90, matrix.get("rotation").asInt());
    assertEquals(160, Bench.video(out).get("width").asInt());
  }

  @Test
  void telemetryStays() throws Exception {
    Path readings = Files.write(temp.resolve("gps.bin"), new byte[3000]);
    Path raw =
        bench.clip(
            "raw.ts",
            "-f lavfi -i testsrc2=s=160x96:r=25:d=2 -f data -i "
                + readings
                + " -map 0 -map 1 -c:v libx264 -c:d copy");
    Path in =
        bench.clip(
            "in.mp4",
            "-i "
                + raw
                + " -map 0 -c copy -tag:d gpmd"
                + " -bsf:d setts=pts=N*45000:dts=N*45000:duration=45000");
    Path out = bench.cleaned(in, "out.mp4");
    assertEquals(packets(in, "1"), packets(out, "1"));
    assertEquals(3, packets(out, "1").size());
    bench.cleaned(in, "out.mkv");
    assertTrue(
        bench.derain.err().contains("left out: .mkv cannot hold it; to keep it, name the result"),
        bench.derain.err());
  }

  @Test
  void timecodesAndUnusualMetadataStay() throws Exception {
    Path in =
        bench.clip(
            "in.mov",
            "-f lavfi -i testsrc2=s=160x96:r=25:d=1 -c:v libx264 -timecode 01:02:03:04"
                + " -metadata com.example.camera=wet -movflags use_metadata_tags");
    Path out = bench.cleaned(in, "out.mov");
    String tags = Bench.probe(out, "-show_format -show_streams").toString();
    assertTrue(tags.contains("01:02:03:04"), tags);
    assertTrue(tags.contains("\"com.example.camera\":\"wet\""), tags);
    assertTrue(!bench.derain.err().contains("left out"), bench.derain.err());
  }

  /** Puts the same closed caption before each slice of a raw H.264 stream. */
  private static byte[] captioned(byte[] video) {
    byte[] caption = {
      0,
      0,
      0,
      1,
      6,
      4,
      14,
      (byte) 0xb5,
      0,
      0x31,
      'G',
      'A',
      '9',
      '4',
      3,
      0x41,
      (byte) 0xff,
      (byte) 0xfc,
      (byte) 0x94,
      0x20,
      (byte) 0xff,
      (byte) 0x80
    };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < video.length; i++) {
      boolean unit =
          i + 3 < video.length && video[i] == 0 && video[i + 1] == 0 && video[i + 2] == 1;
      int type = unit ? video[i + 3] & 31 : 0;
      if (type == 1 || type == 5) {
        out.writeBytes(caption);
      }
      out.write(video[i]);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({"h264, 5", "hevc, 5", "ffv1, 0"})
  void closedCaptionsStay(String codec, int expected) throws Exception {
    Path raw =
        bench.clip(
            "raw.h264",
            "-f lavfi -i testsrc2=s=160x96:r=25 -frames:v 5 -c:v libx264 -x264-params slices=1"
                + " -threads 1 -f h264");
    Path in = Files.write(temp.resolve("in.h264"), captioned(Files.readAllBytes(raw)));
    Path out = bench.cleaned(in, "out.mkv", "--codec", codec);
    String frames = Bench.probe(out, "-select_streams v:0 -show_frames").toString();
    assertEquals(expected, frames.split("Closed Captions", -1).length - 1, frames);
    assertEquals(expected == 0, bench.derain.err().contains("closed captions are left out"));
  }

  @Test
  void whatAContainerRefusesIsNotPromisedToGoOn() throws Exception {
    // One video is all that the marks of a Blu-ray disc have room for.
    Path in =
        bench.clip(
            "two.mkv",
            "-f lavfi -i testsrc2=s=160x96:r=25:d=0.4 -f lavfi -i testsrc2=s=96x64:r=25:d=0.4"
                + " -map 0 -map 1 -c:v libx264");
    Path results = Files.createDirectory(temp.resolve("results"));
    assertEquals(1, bench.clean(in, results.resolve("out.m2ts")));
    String said = bench.derain.err();
    assertTrue(said.contains(".m2ts does not take all its streams"), said);
    assertTrue(said.contains("name the result .mkv"), said);
    assertFalse(said.contains("--resume"), said);
    assertEquals(List.of(), Bench.names(results));
    bench.cleaned(in, "results/out.mkv");
  }
}
