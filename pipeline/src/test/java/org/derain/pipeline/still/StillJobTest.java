package org.derain.pipeline.still;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Rational;
import org.derain.pipeline.Keep;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.clean.CleanListener;
import org.derain.pipeline.clean.CleanReport;
import org.derain.pipeline.clean.Treatment;
import org.derain.zoo.RainScore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a treatment changes arrives in the picture, at any size, depth and number of channels. */
class StillJobTest {
  private static final int LEVELS = 20;

  @TempDir Path temp;

  /** Takes some levels of luma off, or fails. */
  private record Darker(boolean fails) implements Treatment {
    @Override
    public String name() {
      return "darker";
    }

    @Override
    public Map<String, String> signature() {
      return Map.of("treatment", name());
    }

    @Override
    public Filter open(FrameFormat format, Rational rate, long first, Consumer<String> notes) {
      assertTrue(Math.max(format.width(), format.height()) <= 1920, format.toString());
      return new Filter() {
        @Override
        public RainFilter frames() {
          return (window, into) -> {
            if (fails) {
              throw new IllegalStateException("no network");
            }
            into.copyFrom(window[2]);
            double step = LEVELS << (format.bitDepth() - 8);
            opencv_core.subtract(
                into.mat(0),
                new Mat(into.mat(0).size(), into.mat(0).type(), Scalar.all(step)),
                into.mat(0));
            return RainScore.of(1);
          };
        }

        @Override
        public String device() {
          return "cpu";
        }

        @Override
        public void close() {}
      };
    }
  }

  private CleanReport run(Path in, Path out, boolean fails) {
    return run(in, out, fails, List.of());
  }

  private CleanReport run(Path in, Path out, boolean fails, List<Keep> keep) {
    return new StillJob(in, out, new Darker(fails), keep, false, true, new Silent()).run();
  }

  @ParameterizedTest
  @CsvSource({
    "161, 97, 0, 3",
    "161, 97, 0, 1",
    "160, 96, 2, 3",
    "161, 97, 0, 4",
    "3001, 1001, 0, 3",
  })
  void changesArrive(int width, int height, int depth, int channels) {
    int step = depth == opencv_core.CV_16U ? 257 : 1;
    Path in = temp.resolve("in.png");
    Path out = temp.resolve("out.png");
    try (PointerScope scope = new PointerScope()) {
      Mat before =
          new Mat(
              height,
              width,
              opencv_core.CV_MAKETYPE(depth, channels),
              new Scalar(100 * step, 120 * step, 140 * step, 77 * step));
      opencv_imgcodecs.imwrite(in.toString(), before);
      CleanReport report = run(in, out, false);
      assertEquals(width, report.width());
      Mat after = opencv_imgcodecs.imread(out.toString(), opencv_imgcodecs.IMREAD_UNCHANGED);
      assertEquals(before.type(), after.type());
      MatVector planes = new MatVector();
      opencv_core.split(after, planes);
      for (int c = 0; c < channels; c++) {
        double was = new double[] {100, 120, 140, 77}[c] * step;
        double[] least = new double[1];
        double[] most = new double[1];
        opencv_core.minMaxLoc(planes.get(c), least, most, null, null, null);
        // Video's luma has 219 levels where RGB has 255.
        double expected = c == 3 ? was : was - LEVELS * 255.0 / 219 * step;
        assertEquals(expected, least[0], 1.5 * step);
        assertEquals(expected, most[0], 1.5 * step);
      }
    }
  }

  /** In its own resolution, also where the network sees the picture reduced. */
  @ParameterizedTest
  @CsvSource({"161, 97", "3001, 1001"})
  void whatIsKeptIsNotTouched(int width, int height) {
    Path in = temp.resolve("in.png");
    Path out = temp.resolve("out.png");
    try (PointerScope scope = new PointerScope()) {
      Mat before = new Mat(height, width, opencv_core.CV_8UC3);
      opencv_core.randu(before, one(60), one(200));
      opencv_imgcodecs.imwrite(in.toString(), before);
      run(in, out, false, List.of(new Keep(13, 7, 31, 9), new Keep(width - 1, height - 1, 1, 1)));
      Mat after = opencv_imgcodecs.imread(out.toString(), opencv_imgcodecs.IMREAD_UNCHANGED);
      Mat same = new Mat();
      opencv_core.compare(before.reshape(1), after.reshape(1), same, opencv_core.CMP_EQ);
      assertEquals(3 * (31 * 9 + 1), opencv_core.countNonZero(same));
      Mat part = new Mat(same, new Rect(3 * 13, 7, 3 * 31, 9));
      assertEquals(3 * 31 * 9, opencv_core.countNonZero(part));
    }
  }

  private static Mat one(double value) {
    return new Mat(1, 1, opencv_core.CV_64FC1, Scalar.all(value));
  }

  @Test
  void whatCannotBeKeptIsSaid() {
    Path in = temp.resolve("in.png");
    try (Mat grey = new Mat(40, 60, opencv_core.CV_8UC3, Scalar.all(90))) {
      opencv_imgcodecs.imwrite(in.toString(), grey);
    }
    Path out = temp.resolve("out.png");
    List<Keep> keep = List.of(new Keep(50, 0, 11, 1));
    assertEquals(
        in + ": the part to keep, 50,0,11,1, reaches beyond the picture, which has 60x40 pixels",
        assertThrows(MediaException.class, () -> run(in, out, false, keep)).getMessage());
    assertFalse(Files.exists(out));
  }

  @Test
  void aFailureLeavesTheTargetAsItWas() throws Exception {
    Path in = temp.resolve("in.png");
    Path out = temp.resolve("out.png");
    try (Mat grey = new Mat(40, 40, opencv_core.CV_8UC3, Scalar.all(90))) {
      opencv_imgcodecs.imwrite(in.toString(), grey);
    }
    Files.writeString(out, "dear");
    assertThrows(IllegalStateException.class, () -> run(in, out, true));
    assertEquals("dear", Files.readString(out));
    try (Stream<Path> files = Files.list(temp)) {
      assertEquals(2, files.count());
    }
  }

  /** Told, and says nothing. */
  private static final class Silent implements CleanListener {
    @Override
    public void note(String text) {}

    @Override
    public void begin(long expected, long finished) {}

    @Override
    public void progress(long frames) {}

    @Override
    public void finishing() {}
  }
}
