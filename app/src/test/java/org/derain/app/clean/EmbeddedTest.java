package org.derain.app.clean;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.derain.frames.Picture;
import org.derain.frames.VideoReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cameras put beside and inside pictures stays: telemetry, 360-degree layout, their shape. */
class EmbeddedTest {
  private static final String NAME = "086f3693b7b34f2c965321492feee5b8";
  private static final String SPHERE =
      "<?xml version=\"1.0\"?><rdf:SphericalVideo"
          + " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\""
          + " xmlns:GSpherical=\"http://ns.google.com/videos/1.0/spherical/\">"
          + "<GSpherical:Spherical>true</GSpherical:Spherical>"
          + "<GSpherical:Stitched>true</GSpherical:Stitched>"
          + "<GSpherical:StitchingSoftware>x</GSpherical:StitchingSoftware>"
          + "<GSpherical:ProjectionType>equirectangular</GSpherical:ProjectionType>"
          + "</rdf:SphericalVideo>";

  @TempDir Path temp;
  private Bench bench;

  @BeforeEach
  void bench() throws Exception {
    bench = new Bench(temp);
  }

  private Path raw(String name, String picture, int frames) throws Exception {
    return bench.clip(
        name,
        "-f lavfi -i "
            + picture
            + " -frames:v "
            + frames
            + " -c:v libx264 -x264-params slices=1:keyint=2 -threads 1 -f h264");
  }

  /** Puts a message before each picture of a raw H.264 stream. */
  private static byte[] told(byte[] video) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int picture = 0;
    for (int i = 0; i < video.length; i++) {
      boolean unit =
          i + 3 < video.length && video[i] == 0 && video[i + 1] == 0 && video[i + 2] == 1;
      int type = unit ? video[i + 3] & 31 : 0;
      if (type == 1 || type == 5) {
        byte[] reading = reading(picture++).getBytes(StandardCharsets.US_ASCII);
        out.writeBytes(new byte[] {0, 0, 0, 1, 6, 5, (byte) (16 + reading.length)});
        out.writeBytes(HexFormat.of().parseHex(NAME));
        out.writeBytes(reading);
        out.write(0x80);
      }
      out.write(video[i]);
    }
    return out.toByteArray();
  }

  private static String reading(int picture) {
    return "speed=" + (40 + picture);
  }

  /** The readings in a raw stream, as they lie in the file. */
  private static List<String> readings(Path file) throws Exception {
    String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    return Pattern.compile("speed=[0-9]{2}")
        .matcher(bytes)
        .results()
        .map(MatchResult::group)
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"h264, 6", "hevc, 6", "ffv1, 0"})
  void telemetryInsidePicturesStaysWithThem(String codec, int expected) throws Exception {
    Path raw = raw("raw.h264", "testsrc2=s=160x96:r=25", 6);
    Path in = Files.write(temp.resolve("in.h264"), told(Files.readAllBytes(raw)));
    Path out = bench.cleaned(in, "out.mkv", "--codec", codec);
    assertEquals(
        IntStream.range(0, expected).mapToObj(EmbeddedTest::reading).toList(), readings(out));
    assertEquals(expected == 0, bench.derain.err().contains("telemetry inside the pictures"));
    assertEquals(expected == 0 ? 1 : 0, bench.derain.err().split("left out", -1).length - 1);
  }

  @Test
  void telemetryBehindThePicturesIsFoundAsWell() throws Exception {
    Path raw = raw("raw.h264", "testsrc2=s=160x96:r=25", 6);
    Path told = Files.write(temp.resolve("told.h264"), told(Files.readAllBytes(raw)));
    Path in = bench.clip("in.mp4", "-i " + told + " -c copy");
    Files.write(in, behind(Files.readAllBytes(in)));
    Path out = bench.cleaned(in, "out.mp4");
    assertEquals(IntStream.range(0, 6).mapToObj(EmbeddedTest::reading).toList(), readings(out));
  }

  /** Puts each message behind the slice that follows it. */
  private static byte[] behind(byte[] mp4) {
    ByteBuffer bytes = ByteBuffer.wrap(mp4);
    Matcher found = Pattern.compile("speed=").matcher(new String(mp4, StandardCharsets.ISO_8859_1));
    while (found.find()) {
      int start = found.start() - 16 - 3 - 4;
      int message = 4 + bytes.getInt(start);
      int slice = 4 + bytes.getInt(start + message);
      byte[] both = Arrays.copyOfRange(mp4, start, start + message + slice);
      System.arraycopy(both, message, mp4, start, slice);
      System.arraycopy(both, 0, mp4, start + slice, message);
    }
    return mp4;
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.mp4", "out.mov", "out.mkv"})
  void aSphereStaysASphere(String name) throws Exception {
    Path in = sphere();
    assertEquals("Spherical Mapping", layout(in));
    assertEquals("Spherical Mapping", layout(bench.cleaned(in, name)));
  }

  private Path sphere() throws Exception {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(HexFormat.of().parseHex("ffcc8263f8554a938814587a02521fdd"));
    content.writeBytes(SPHERE.getBytes(StandardCharsets.US_ASCII));
    byte[] box = Mp4Bytes.box("uuid", content.toByteArray());
    return Mp4Bytes.insert(bench.plain("in.mp4", 3), box, "moov", "trak");
  }

  private static String layout(Path file) {
    return Bench.video(file).path("side_data_list").path(0).path("side_data_type").asText();
  }

  @Test
  void aTransportStreamSaysThatASphereIsLeftOut() throws Exception {
    Path in = sphere();
    bench.cleaned(in, "out.ts");
    assertTrue(bench.derain.err().contains("360-degree layout is left out"), bench.derain.err());
  }

  @Test
  void boxesThatNobodyKnowsAreKeptBesideTheResult() throws Exception {
    Path in = bench.plain("in.mp4", 3);
    byte[] block = Mp4Bytes.box("free", "GPS 52.1 13.4".getBytes(StandardCharsets.US_ASCII));
    ByteBuffer index = ByteBuffer.allocate(16);
    int boxes = 8 + index.capacity();
    int place = (int) Files.size(in) + boxes;
    index.putInt(0x101).putInt(1).putInt(place).putInt(block.length);
    byte[] gps = Mp4Bytes.box("gps ", index.array());
    Mp4Bytes.insert(in, gps, "moov");
    Files.write(in, block, StandardOpenOption.APPEND);
    Path out = bench.cleaned(in, "out.mp4");
    Path kept = temp.resolve("out.mp4.telemetry");
    assertTrue(bench.derain.err().contains("(gps, its blocks) goes into " + kept));
    byte[] both = Arrays.copyOf(gps, gps.length + block.length);
    System.arraycopy(block, 0, both, gps.length, block.length);
    assertArrayEquals(both, Files.readAllBytes(kept));
    Files.delete(out);
    assertEquals(1, bench.clean(in, out));
    assertTrue(bench.derain.err().contains("out.mp4.telemetry: exists already"));
    assertTrue(Files.notExists(out));
    bench.cleaned(in, "out.mp4", "--overwrite");
    bench.cleaned(bench.plain("plain.mp4", 3), "plain.out.mp4");
    assertTrue(Files.notExists(temp.resolve("plain.out.mp4.telemetry")));
  }

  @Test
  void aMotionPhotoKeepsItsClip() throws Exception {
    Path photo = bench.still("in.jpg");
    byte[] clip = Files.readAllBytes(bench.plain("clip.mp4", 3));
    Files.write(photo, clip, StandardOpenOption.APPEND);
    byte[] result = Files.readAllBytes(bench.cleaned(photo, "out.jpg"));
    assertArrayEquals(clip, Arrays.copyOfRange(result, result.length - clip.length, result.length));
    bench.cleaned(photo, "out.png");
    assertTrue(bench.derain.err().contains("motion photo is left out"), bench.derain.err());
  }

  @Test
  void picturesThatChangeKeepTheirShape() throws Exception {
    Path both = raw("both.h264", "color=red:s=160x96:r=25", 4);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(Files.readAllBytes(both));
    all.writeBytes(Files.readAllBytes(raw("tall.h264", "color=red:s=96x160:r=25", 4)));
    all.writeBytes(Files.readAllBytes(raw("small.h264", "color=red:s=80x48:r=25", 4)));
    Files.write(both, all.toByteArray());
    Path out = bench.cleaned(both, "out.mkv", "--codec", "ffv1");
    assertTrue(bench.derain.err().contains("bars"), bench.derain.err());
    List<Integer> red = new ArrayList<>();
    try (VideoReader reader = VideoReader.open(out);
        Picture picture = new Picture(reader.format())) {
      while (reader.read(picture)) {
        byte[] luma = picture.luma();
        int columns = 0;
        for (int x = 0; x < 160; x++) {
          columns += (luma[48 * 160 + x] & 255) > 40 ? 1 : 0;
        }
        red.add(columns);
      }
    }
    assertEquals(List.of(160, 160, 160, 160, 58, 58, 58, 58, 160, 160, 160, 160), red);
  }
}
