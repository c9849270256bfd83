package org.derain.app.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage of which FFmpeg says nothing is counted and told all the same. */
class DamageTest {
  private static final String SOURCE = "-f lavfi -i testsrc2=s=160x96:r=25 -frames:v 30 ";

  @TempDir Path temp;
  private Bench bench;

  @BeforeEach
  void bench() throws Exception {
    bench = new Bench(temp);
  }

  @ParameterizedTest
  @CsvSource({
    "a.gif, ''",
    "a.avi, -c:v mjpeg",
    "a.mkv, -c:v mjpeg",
    "a.mkv, -c:v ffv1",
    "a.mkv, -c:v libx264",
    "a.webm, -c:v libvpx",
    "a.webm, -c:v libvpx-vp9"
  })
  void aWholeFileHasNone(String name, String codec) throws Exception {
    bench.cleaned(bench.clip(name, (SOURCE + codec).strip()), "out.mp4");
    assertEquals(0, corrupt(), bench.derain.err());
    assertFalse(bench.derain.err().contains("damaged"), bench.derain.err());
    assertFalse(bench.derain.err().contains("broken"), bench.derain.err());
  }

  @Test
  void aGifThatEndsEarly() throws Exception {
    Path clip = bench.clip("a.gif", SOURCE.strip());
    byte[] whole = Files.readAllBytes(clip);
    Files.write(clip, Arrays.copyOf(whole, whole.length / 2));
    Path out = bench.cleaned(clip, "out.mp4");
    assertEquals(1, corrupt(), bench.derain.err());
    assertTrue(bench.derain.err().contains("cut off or damaged"), bench.derain.err());
    int there = Bench.times(out).size();
    assertTrue(there > 5 && there < 25, "half of it: " + there);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.avi", "a.mkv"})
  void brokenPicturesOfMotionJpeg(String name) throws Exception {
    Path clip = bench.clip(name, SOURCE + "-c:v mjpeg");
    byte[] bytes = Files.readAllBytes(clip);
    for (int picture : new int[] {9, 17}) {
      int at = 0;
      for (int i = 0; i <= picture; i++) {
        at = indexOf(bytes, at + 1, 0xff, 0xd8, 0xff);
      }
      // Behind the head of its scan: codes that no picture has.
      int scan = indexOf(bytes, at, 0xff, 0xda) + 200;
      Arrays.fill(bytes, scan, scan + 100, (byte) 0xfe);
    }
    Files.write(clip, bytes);
    Path out = bench.cleaned(clip, "out.mp4");
    assertEquals(2, corrupt(), bench.derain.err());
    assertTrue(bench.derain.err().contains("2 damaged packets or frames;"), bench.derain.err());
    assertEquals(30, Bench.times(out).size(), "damaged pictures are shown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"libvpx", "libvpx-vp9"})
  void lostFramesOfWebm(String codec) throws Exception {
    Path clip = bench.clip("a.webm", SOURCE + "-g 5 -c:v " + codec);
    byte[] bytes = Files.readAllBytes(clip);
    // The head of a block in the middle; what follows is found again at the next cluster.
    int block = bytes.length / 2;
    while ((bytes[block] & 0xff) != 0xa3 || !isTrack(bytes, block)) {
      block++;
    }
    Arrays.fill(bytes, block, block + 3, (byte) 0);
    Files.write(clip, bytes);
    Path out = bench.cleaned(clip, "out.mp4");
    assertEquals(1, corrupt(), bench.derain.err());
    assertTrue(bench.derain.err().contains("is broken at one place"), bench.derain.err());
    int there = Bench.times(out).size();
    assertTrue(there > 5 && there < 30, "some are lost: " + there);
  }

  /** Whether a block at a place, with a length of one to four bytes, is one of the first track. */
  private static boolean isTrack(byte[] bytes, int block) {
    int length = Integer.numberOfLeadingZeros(bytes[block + 1] & 0xff) - 23;
    return length < 5 && (bytes[block + 1 + length] & 0xff) == 0x81;
  }

  private int corrupt() {
    String said = bench.derain.out();
    String number = said.replaceFirst("(?s).*corrupt (\\d+).*", "$1");
    return Integer.parseInt(number);
  }

  private static int indexOf(byte[] bytes, int from, int... pattern) {
    StringBuilder wanted = new StringBuilder();
    for (int b : pattern) {
      wanted.append((char) b);
    }
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(wanted.toString(), from);
    assertTrue(at >= 0, "it is in the clip");
    return at;
  }
}
