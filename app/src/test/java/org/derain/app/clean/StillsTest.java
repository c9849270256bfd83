package org.derain.app.clean;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.derain.app.Commands;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Still pictures: what the network leaves comes out as it was, and rain goes. */
class StillsTest {
  private static final Path SAMPLES = Path.of("..", "samples");

  /** One picture with odd sides, half transparent. */
  private static final String ODD =
      "-f lavfi -i testsrc2=s=160x96 -frames:v 1"
          + " -vf format=rgba,scale=163:97,colorchannelmixer=aa=0.5";

  /** TIFF's header and one entry: the picture was taken with the camera upside down. */
  private static final byte[] UPSIDE_DOWN =
      ("II*\0\b\0\0\0" + "\1\0" + "\22\1\3\0\1\0\0\0\3\0\0\0" + "\0\0\0\0")
          .getBytes(StandardCharsets.ISO_8859_1);

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({
    "a.png, rgb24",
    "a.png, rgb48be",
    "a.png, rgba",
    "a.png, rgba64be",
    "a.png, gray",
    "a.png, gray16be",
    "a.bmp, bgr24",
    "a.tif, rgb24",
    "a.tiff, rgb48le"
  })
  void whatIsNotChangedComesOutAsItWas(String name, String pixels) throws Exception {
    Bench bench = new Bench(temp);
    Path still = bench.clip(name, ODD + " -pix_fmt " + pixels);
    Path result = bench.cleaned(still, "result-" + name);
    try (Mat before = read(still);
        Mat after = read(result)) {
      assertEquals(before.type(), after.type());
      assertEquals(0, opencv_core.norm(before, after, opencv_core.NORM_INF, null));
    }
    String said = bench.derain.out();
    assertTrue(said.contains("163x97") && said.contains("derained 1"), said);
  }

  @ParameterizedTest
  @CsvSource({"a.jpg", "a.png", "a.webp"})
  void whatAPictureSaysOfItselfStays(String name) throws Exception {
    Bench bench = new Bench(temp);
    Path result = bench.cleaned(exif(bench, name), "result-" + name);
    try (PointerScope scope = new PointerScope()) {
      IntPointer kinds = new IntPointer(8L).limit(0);
      MatVector about = new MatVector();
      Mat after =
          opencv_imgcodecs.imreadWithMetadata(
              result.toString(), kinds, about, opencv_imgcodecs.IMREAD_UNCHANGED);
      assertEquals(1, kinds.limit());
      assertEquals(opencv_imgcodecs.IMAGE_METADATA_EXIF, kinds.get(0));
      byte[] kept = new byte[UPSIDE_DOWN.length];
      new BytePointer(about.get(0).data()).get(kept);
      assertArrayEquals(UPSIDE_DOWN, kept);
      assertEquals(160, after.cols());
    }
  }

  /** A still that says that it lies upside down. */
  private Path exif(Bench bench, String name) throws Exception {
    Path still = temp.resolve(name);
    try (PointerScope scope = new PointerScope()) {
      Mat exif = new Mat(1, UPSIDE_DOWN.length, opencv_core.CV_8UC1);
      exif.data().put(UPSIDE_DOWN);
      opencv_imgcodecs.imwriteWithMetadata(
          still.toString(),
          read(bench.still("plain.png")),
          new IntPointer(new int[] {opencv_imgcodecs.IMAGE_METADATA_EXIF}),
          new MatVector(exif));
    }
    return still;
  }

  @ParameterizedTest
  @CsvSource({
    "a.png, rgb48be, a.jpg, 16",
    "a.png, rgb48be, a.bmp, 16",
    "a.png, rgba, a.jpg, transparency",
    "a.tif, rgb24, a.png, TIFF"
  })
  void whatAFormatCannotHoldIsSaid(String in, String pixels, String out, String word)
      throws Exception {
    Bench bench = new Bench(temp);
    Path result = bench.cleaned(bench.clip(in, ODD + " -pix_fmt " + pixels), "result-" + out);
    String said = bench.derain.err();
    assertTrue(said.lines().anyMatch(l -> l.startsWith("note: ") && l.contains(word)), said);
    try (Mat before = opencv_imgcodecs.imread(temp.resolve(in).toString());
        Mat after = opencv_imgcodecs.imread(result.toString())) {
      assertTrue(opencv_core.PSNR(before, after) > 35, "the same picture");
    }
  }

  @Test
  void exifIsNotLostInAFormatWithout() throws Exception {
    Bench bench = new Bench(temp);
    Path still = exif(bench, "a.jpg");
    assertEquals(1, bench.clean(still, temp.resolve("result.bmp")));
    assertTrue(bench.derain.err().contains("name the result .png, .jpg or .webp"));
  }

  @Test
  void aJpegThatEndsEarlyIsCleanedAndCounted() throws Exception {
    Bench bench = new Bench(temp);
    byte[] whole = Files.readAllBytes(exif(bench, "a.jpg"));
    Path cut = Files.write(temp.resolve("cut.jpg"), Arrays.copyOf(whole, whole.length * 2 / 3));
    Path result = bench.cleaned(cut, "result.jpg");
    assertTrue(bench.derain.err().contains("note: its data ends early"), bench.derain.err());
    assertTrue(bench.derain.out().contains("corrupt 1"), bench.derain.out());
    try (PointerScope scope = new PointerScope()) {
      IntPointer kinds = new IntPointer(8L).limit(0);
      Mat after =
          opencv_imgcodecs.imreadWithMetadata(
              result.toString(), kinds, new MatVector(), opencv_imgcodecs.IMREAD_UNCHANGED);
      assertEquals(1, kinds.limit(), "what it says of itself stays");
      Mat before = read(temp.resolve("a.jpg"));
      double top = opencv_core.PSNR(before.rowRange(0, 32), after.rowRange(0, 32));
      assertTrue(top > 20, top + " dB where there was data");
    }
    bench.cleaned(temp.resolve("a.jpg"), "result.a.jpg");
    assertFalse(bench.derain.err().contains("ends early"), bench.derain.err());
    assertTrue(bench.derain.out().contains("corrupt 0"), bench.derain.out());
  }

  @Test
  void aFewBytesThatClaimFourThousandMegapixelsAreRefused() throws Exception {
    Bench bench = new Bench(temp);
    byte[] small = Files.readAllBytes(bench.still("a.jpg"));
    int frame = 0;
    while ((small[frame] & 0xff) != 0xff || (small[frame + 1] & 0xff) != 0xc0) {
      frame++;
    }
    for (int i = 5; i < 9; i++) {
      small[frame + i] = (byte) 0xfe;
    }
    Path huge = Files.write(temp.resolve("huge.jpg"), small);
    assertEquals(1, bench.clean(huge, temp.resolve("out.jpg")));
    String said = bench.derain.err();
    assertTrue(said.contains("huge.jpg: says that it has 65278x65278 pixels"), said);
  }

  @Test
  void severalGoIntoAFolderUnderTheirNames() throws Exception {
    Bench bench = new Bench(temp);
    Path folder = temp.resolve("clean");
    assertEquals(
        0,
        bench.clean(bench.still("a.png"), folder, bench.still("b.jpg"), bench.plain("c.mp4", 3)));
    assertEquals(List.of("a.png", "b.jpg", "c.mp4"), Bench.names(folder));
  }

  @Test
  void beforeAndAfterStandSideBySide() throws Exception {
    Bench bench = new Bench(temp);
    try (Mat both = read(bench.cleaned(bench.still("a.png"), "both.png", "--compare"))) {
      assertEquals(320, both.cols());
    }
  }

  @Test
  void rainGoes() throws Exception {
    Path[] stills = new Path[2];
    for (int i = 0; i < 2; i++) {
      String clip = SAMPLES.resolve(i == 0 ? "day.rainy.mp4" : "day.clean.mp4").toString();
      stills[i] = Commands.ffmpeg("-ss 0.4 -i " + clip + " -frames:v 1", temp.resolve(i + ".png"));
    }
    Path result = temp.resolve("result.png");
    Commands derain = new Commands();
    assertEquals(0, derain.run("clean", stills[0], "-o", result), derain.err());
    try (Mat rainy = read(stills[0]);
        Mat derained = read(result);
        Mat truth = read(stills[1])) {
      double before = opencv_core.PSNR(rainy, truth);
      double after = opencv_core.PSNR(derained, truth);
      assertTrue(after > before + 1, before + " dB became " + after + " dB");
    }
  }

  private static Mat read(Path file) {
    return opencv_imgcodecs.imread(file.toString(), opencv_imgcodecs.IMREAD_UNCHANGED);
  }
}
