package org.derain.app.clean;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.derain.frames.FrameFormat;
import org.derain.frames.Orientation;
import org.derain.frames.Picture;
import org.derain.frames.Rational;
import org.derain.frames.VideoReader;
import org.derain.pipeline.Keep;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.clean.CleanJob;
import org.derain.pipeline.clean.CleanListener;
import org.derain.pipeline.clean.CleanRequest;
import org.derain.pipeline.clean.Treatment;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.EncoderSettings;
import org.derain.pipeline.demux.Cut;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.pipeline.still.StillJob;
import org.derain.zoo.RainScore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A treatment sees clips upright, however they are stored; they stay stored as they were. */
class UprightTest {
  private static final int FRAMES = 3;
  private static final int BLACK = 16;

  @TempDir Path temp;
  private Bench bench;
  private final List<String> notes = new ArrayList<>();

  @BeforeEach
  void bench() throws Exception {
    bench = new Bench(temp);
  }

  /** Puts a black bar across the top quarter of what it sees. */
  private static final class Bar implements Treatment, Treatment.Filter {
    @Override
    public String name() {
      return "bar";
    }

    @Override
    public Map<String, String> signature() {
      return Map.of("treatment", "bar");
    }

    @Override
    public Filter open(FrameFormat format, Rational rate, long first, Consumer<String> notes) {
      return this;
    }

    @Override
    public RainFilter frames() {
      return (window, into) -> {
        into.copyFrom(window[window.length / 2]);
        try (Mat top = into.mat(0).rowRange(0, into.mat(0).rows() / 4)) {
          top.put(Scalar.all(BLACK));
        }
        return RainScore.of(1);
      };
    }

    @Override
    public String device() {
      return "cpu";
    }

    @Override
    public void close() {}
  }

  private final class Notes implements CleanListener {
    @Override
    public void note(String text) {
      notes.add(text);
    }

    @Override
    public void begin(long expected, long finished) {}

    @Override
    public void progress(long frames) {}

    @Override
    public void finishing() {}
  }

  private Path turned(String size, int exif) throws Exception {
    String[] sides = size.split("x");
    Path clip =
        bench.clip(
            "in.mp4",
            "-f lavfi -i testsrc2=s=" + size + ":r=25 -frames:v " + FRAMES + " -c:v libx264");
    int[] matrix =
        Orientation.ofExif(exif).matrix(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    return Mp4Bytes.matrix(clip, matrix);
  }

  private Path barred(Path in, String out, boolean compare) {
    return barred(in, out, compare, List.of());
  }

  private Path barred(Path in, String out, boolean compare, List<Keep> keep) {
    Path target = temp.resolve(out);
    Codec codec = out.endsWith("webm") ? Codec.AV1 : Codec.H264;
    int best = codec == Codec.AV1 ? 1 : 0;
    CleanRequest request =
        new CleanRequest(
            in,
            target,
            new Bar(),
            EncoderSettings.of(codec, best, null, 0),
            PipelineOptions.defaults().withKeep(keep),
            Cut.ALL,
            compare,
            false,
            true);
    new CleanJob(request, "test", new Notes()).run();
    return target;
  }

  /** The luma of all pictures as they are shown. */
  private static List<byte[]> shown(Path file) {
    List<byte[]> pictures = new ArrayList<>();
    try (VideoReader reader = VideoReader.open(file);
        Picture picture = new Picture(reader.format())) {
      while (reader.read(picture)) {
        pictures.add(picture.luma());
      }
    }
    return pictures;
  }

  private static FrameFormat format(Path file) {
    try (VideoReader reader = VideoReader.open(file)) {
      return reader.format();
    }
  }

  private static List<byte[]> withBar(List<byte[]> pictures) {
    for (byte[] picture : pictures) {
      Arrays.fill(picture, 0, picture.length / 4, (byte) BLACK);
    }
    return pictures;
  }

  private static void assertSame(List<byte[]> expected, List<byte[]> actual) {
    assertEquals(expected.size(), actual.size());
    IntStream.range(0, expected.size())
        .forEach(i -> assertArrayEquals(expected.get(i), actual.get(i)));
  }

  private static JsonNode matrix(Path file) throws Exception {
    JsonNode video = Bench.video(file);
    assertEquals(96, video.get("width").asInt());
    assertEquals(64, video.get("height").asInt());
    return video.path("side_data_list").path(0).path("displaymatrix");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void theTopIsWhereItIsShown(int exif) throws Exception {
    Path in = turned("96x64", exif);
    Path out = barred(in, "out.mp4", false);
    assertSame(withBar(shown(in)), shown(out));
    assertEquals(matrix(in), matrix(out), "stored as before");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 8})
  void whatIsKeptLiesWhereItIsShown(int exif) throws Exception {
    Path in = turned("96x64", exif);
    Path out = barred(in, "out.mp4", false, List.of(new Keep(5, 3, 21, 7)));
    int width = format(in).width();
    List<byte[]> before = shown(in);
    List<byte[]> expected = withBar(shown(in));
    for (int frame = 0; frame < before.size(); frame++) {
      for (int y = 3; y < 10; y++) {
        int from = y * width + 5;
        System.arraycopy(before.get(frame), from, expected.get(frame), from, 21);
      }
    }
    assertSame(expected, shown(out));
  }

  @ParameterizedTest
  @CsvSource({"out.mov", "out.mkv", "out.webm"})
  void eachContainerThatCanSaysHowToTurn(String name) throws Exception {
    Path in = turned("96x64", 6);
    Path out = barred(in, name, false);
    assertEquals(64, format(out).width());
    assertEquals(-90, Bench.video(out).get("side_data_list").get(0).get("rotation").asInt());
    assertEquals(96, Bench.video(out).get("width").asInt());
  }

  @Test
  void whereNothingSaysHowToTurnPicturesAreStoredUpright() throws Exception {
    Path in = turned("96x64", 6);
    Path out = barred(in, "out.ts", false);
    assertSame(withBar(shown(in)), shown(out));
    assertEquals(64, Bench.video(out).get("width").asInt());
    assertTrue(notes.stream().anyMatch(note -> note.contains("stored upright")), notes.toString());
  }

  @Test
  void oddSidesAreTurnedToo() throws Exception {
    Path in =
        bench.clip(
            "in.mov",
            "-f lavfi -i testsrc2=s=96x64:r=25 -frames:v 3 -vf format=yuv444p,scale=95:63 -c:v ffv1");
    Mp4Bytes.matrix(in, Orientation.ofExif(8).matrix(95, 63));
    assertEquals(new FrameFormat(62, 94, 8), format(in));
    assertEquals(new FrameFormat(64, 96, 8), format(barred(in, "out.mov", false)));
    Path exact = bench.cleaned(in, "exact.mov", "--codec", "ffv1");
    assertEquals(95, Bench.video(exact).get("width").asInt());
    assertEquals(63, Bench.video(exact).get("height").asInt());
    assertEquals(shown(in).get(0).length, shown(exact).get(0).length);
  }

  @Test
  void aComparisonIsSideBySideAsShown() throws Exception {
    Path in = turned("96x64", 6);
    Path out = barred(in, "out.mp4", true);
    FrameFormat both = format(out);
    assertEquals(new FrameFormat(128, 96, 8), both);
    byte[] before = shown(in).get(0);
    byte[] after = withBar(shown(in)).get(0);
    byte[] pair = shown(out).get(0);
    for (int y = 0; y < 96; y++) {
      int row = y * 128;
      assertArrayEquals(
          Arrays.copyOfRange(before, y * 64, y * 64 + 63), Arrays.copyOfRange(pair, row, row + 63));
      assertArrayEquals(
          Arrays.copyOfRange(after, y * 64 + 1, y * 64 + 64),
          Arrays.copyOfRange(pair, row + 65, row + 128));
    }
  }

  /** A still of 33x21 pixels whose EXIF says how it lies. */
  private Path still(String name, int exif) {
    Path file = temp.resolve(name);
    byte[] block =
        ("MM\0*\0\0\0\b\0\1\1\22\0\3\0\0\0\1\0" + (char) exif + "\0\0\0\0\0\0")
            .getBytes(StandardCharsets.ISO_8859_1);
    try (PointerScope scope = new PointerScope()) {
      Mat about = new Mat(1, block.length, opencv_core.CV_8UC1);
      about.data().put(block);
      Mat slope = new Mat(21, 33, opencv_core.CV_8UC1);
      UByteIndexer samples = slope.createIndexer();
      for (int i = 0; i < 21 * 33; i++) {
        samples.put(i / 33, i % 33, 80 + 2 * (i % 33) + i / 33);
      }
      Mat grey = new Mat();
      opencv_core.merge(new MatVector(slope, slope, slope), grey);
      opencv_imgcodecs.imwriteWithMetadata(
          file.toString(),
          grey,
          new IntPointer(new int[] {opencv_imgcodecs.IMAGE_METADATA_EXIF}),
          new MatVector(about));
    }
    return file;
  }

  private Path barred(Path still, Path out, boolean compare) {
    new StillJob(still, out, new Bar(), compare, true, new Notes()).run();
    return out;
  }

  @ParameterizedTest
  @CsvSource({
    "1, png", "2, png", "3, png", "4, png", "5, png", "6, png", "7, png", "8, png", "6, jpg",
    "6, webp"
  })
  void aPhotoTooIsSeenAsItIsShown(int exif, String ending) {
    Path in = still("in." + ending, exif);
    Path out = barred(in, temp.resolve("out." + ending), false);
    try (PointerScope scope = new PointerScope()) {
      Mat stored = opencv_imgcodecs.imread(out.toString(), opencv_imgcodecs.IMREAD_UNCHANGED);
      assertEquals(33, stored.cols(), "stored as before");
      // OpenCV turns what it reads in colour as EXIF says.
      Mat before = opencv_imgcodecs.imread(in.toString(), opencv_imgcodecs.IMREAD_COLOR);
      Mat after = opencv_imgcodecs.imread(out.toString(), opencv_imgcodecs.IMREAD_COLOR);
      assertEquals(exif >= 5 ? 21 : 33, after.cols());
      int bar = after.rows() / 4;
      double top = opencv_core.mean(after.rowRange(0, bar)).get(1);
      assertTrue(top < 30, "the bar is black: " + top);
      Mat below = after.rowRange(bar + 2, after.rows());
      assertTrue(opencv_core.PSNR(before.rowRange(bar + 2, after.rows()), below) > 30);
      assertTrue(opencv_core.mean(below).get(1) > 100);
    }
  }

  @Test
  void photosTooAreComparedSideBySideAsShown() {
    Path out = barred(still("in.png", 6), temp.resolve("out.png"), true);
    try (Mat shown = opencv_imgcodecs.imread(out.toString(), opencv_imgcodecs.IMREAD_COLOR)) {
      assertEquals(42, shown.cols());
      assertEquals(33, shown.rows());
    }
  }
}
