package org.derain.app.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Locale;
import org.derain.app.Commands;
import org.derain.frames.Picture;
import org.derain.frames.VideoReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A wiper that sweeps over a moving scene in the rain does not smear: before and behind it
 * everything comes out as it does without a wiper, meanwhile nothing of it shows where it is not,
 * and it stays what it is. How much mist is taken off meanwhile differs by some grey levels.
 */
class WiperTest {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 144;
  private static final int FRAMES = 26;

  /** It turns around a point below the picture by 180 degrees, in these frames. */
  private static final int FIRST = 8;

  private static final int SWEEP = 10;
  private static final int AXIS_X = WIDTH / 2;
  private static final int AXIS_Y = HEIGHT + 10;

  /** Half its width, in pixels. */
  private static final double HALF = 7;

  private static final int BLACK = 20;

  /** A window of five frames and the smoothing over five reach so far. */
  private static final int REACH = 4;

  @TempDir Path folder;
  private final Commands derain = new Commands();

  private static boolean isThere(int frame) {
    return frame >= FIRST && frame <= FIRST + SWEEP;
  }

  /** The distance of a point from its middle, in pixels. */
  private static double distance(int frame, int x, int y) {
    double angle = Math.PI * (frame - FIRST) / SWEEP;
    double across = (x - AXIS_X) * Math.sin(angle) + (y - AXIS_Y) * Math.cos(angle);
    double along = (AXIS_X - x) * Math.cos(angle) + (AXIS_Y - y) * Math.sin(angle);
    return along < 0 ? Double.MAX_VALUE : Math.abs(across);
  }

  /** The same as an expression of ffmpeg: whether a point of a plane is covered. */
  private static String covered(int ratio, int colour, String otherwise) {
    String angle = "PI*(N-" + FIRST + ")/" + SWEEP;
    String x = "(X*" + ratio + "-" + AXIS_X + ")";
    String y = "(Y*" + ratio + "-" + AXIS_Y + ")";
    String across = "abs(" + x + "*sin(" + angle + ")+" + y + "*cos(" + angle + "))";
    String along = "(0-" + x + "*cos(" + angle + ")-" + y + "*sin(" + angle + "))";
    return String.format(
            Locale.ROOT,
            "if(between(N,%d,%d)*gte(%s,0)*lte(%s,%.1f),%d,%s)",
            FIRST,
            FIRST + SWEEP,
            along,
            across,
            HALF,
            colour,
            otherwise)
        .replace(",", "\\,");
  }

  private Path clean(Path in, String name) {
    Path out = folder.resolve(name);
    int code =
        derain.run(
            "clean",
            in,
            "-o",
            out,
            "--model",
            "nano",
            "--device",
            "cpu",
            "--codec",
            "ffv1",
            "--always");
    assertEquals(0, code, derain.err());
    return out;
  }

  @Test
  void aWiperDoesNotSmear() throws Exception {
    Path dry =
        Commands.ffmpeg(
            "-f lavfi -i mandelbrot=size=480x270:start_scale=0.02:maxiter=300,trim=end_frame=1,"
                + "gblur=0.7,format=yuv420p,loop=loop=-1:size=1,setpts=N/25/TB,"
                + "crop="
                + WIDTH
                + ":"
                + HEIGHT
                + ":x=3*n:y=60 -frames:v "
                + FRAMES
                + " -c:v ffv1",
            folder.resolve("dry.mkv"));
    Path rainy = folder.resolve("rainy.mkv");
    assertEquals(
        0,
        derain.run("rain", dry, "-o", rainy, "--preset", "heavy", "--seed", 1, "--codec", "ffv1"),
        derain.err());
    Path wiped =
        Commands.ffmpeg(
            "-i "
                + rainy
                + " -vf geq=lum="
                + covered(1, BLACK, "lum(X,Y)")
                + ":cb="
                + covered(2, 128, "cb(X,Y)")
                + ":cr="
                + covered(2, 128, "cr(X,Y)")
                + " -c:v ffv1",
            folder.resolve("wiped.mkv"));
    Path without = clean(rainy, "without.mkv");
    Path with = clean(wiped, "with.mkv");
    try (VideoReader a = VideoReader.open(without);
        VideoReader b = VideoReader.open(with);
        Picture expected = new Picture(a.format());
        Picture found = new Picture(b.format())) {
      for (int frame = 0; frame < FRAMES; frame++) {
        assertTrue(a.read(expected) && b.read(found));
        compare(frame, expected.luma(), found.luma());
      }
    }
  }

  private static void compare(int frame, byte[] expected, byte[] found) {
    double sum = 0;
    int outside = 0;
    int worst = 0;
    for (int i = 0; i < found.length; i++) {
      double far = isThere(frame) ? distance(frame, i % WIDTH, i / WIDTH) : Double.MAX_VALUE;
      int level = found[i] & 255;
      if (far < HALF - 2) {
        assertTrue(level <= BLACK + 10, "the wiper has " + level + " in frame " + frame);
      } else if (far > HALF + 3) {
        int difference = Math.abs((expected[i] & 255) - level);
        worst = Math.max(worst, difference);
        sum += difference * difference;
        outside++;
      }
    }
    String text =
        String.format(
            Locale.ROOT, "frame %d: mean square %.2f, worst %d", frame, sum / outside, worst);
    // A ghost of the black wiper on the grey scene would be off by more than a hundred.
    assertTrue(worst <= 60, text);
    // Peak signal to noise ratios of 30 and 45 dB.
    assertTrue(sum / outside <= (isThere(frame) ? 65 : 2), text);
    if (frame < FIRST - REACH || frame > FIRST + SWEEP + REACH) {
      assertEquals(0, worst, text);
    }
  }
}
