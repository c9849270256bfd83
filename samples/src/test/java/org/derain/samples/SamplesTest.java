package org.derain.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.frames.VideoReader;
import org.derain.pipeline.FrameSink;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.clean.CleanReport;
import org.derain.pipeline.run.PipelineStats;
import org.derain.zoo.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs run, with a network that changes nothing. */
class SamplesTest {
  private static final Path SHIPPED = Path.of("day.rainy.mp4").toAbsolutePath();

  @TempDir Path folder;

  private String same(float rain) throws Exception {
    return Files.write(folder.resolve("same.onnx"), Identity.onnx(2, rain)).toString();
  }

  @Test
  void aFileBecomesAFile() throws Exception {
    Path out = folder.resolve("clean.mkv");
    CleanReport report = CleanOneFile.clean(SHIPPED, out, same(0));
    assertEquals(report.frames().in(), report.frames().out());
    assertEquals(report.frames().out(), frames(out));
    assertEquals(frames(SHIPPED), frames(out));
  }

  @Test
  void anExistingFileIsNotOverwritten() throws Exception {
    Path out = Files.writeString(folder.resolve("clean.mkv"), "mine");
    String model = same(0);
    assertThrows(MediaException.class, () -> CleanOneFile.clean(SHIPPED, out, model));
    assertEquals("mine", Files.readString(out));
  }

  private static int frames(Path file) {
    int count = 0;
    try (VideoReader reader = VideoReader.open(file);
        Picture picture = new Picture(reader.format())) {
      while (reader.read(picture)) {
        count++;
      }
    }
    return count;
  }

  @Test
  void framesComeFromAnywhere() throws Exception {
    List<Long> times = new ArrayList<>();
    List<Float> rain = new ArrayList<>();
    boolean[] closed = {false};
    FrameSink sink =
        new FrameSink() {
          @Override
          public void write(Picture original, Picture derained, FrameTime time) {
            assertEquals(original.buffer(), derained.buffer(), "the network changes nothing");
            times.add(time.pts);
          }

          @Override
          public void close() {
            closed[0] = true;
          }
        };
    PipelineStats stats =
        FramesFromAnywhere.run(
            same(0.75f), 6, sink, (out, time, derained, score) -> rain.add(score.rain()));
    assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L), times);
    assertEquals(List.of(0.75f, 0.75f, 0.75f, 0.75f, 0.75f, 0.75f), rain);
    assertEquals(6, stats.frames().derained());
    assertTrue(closed[0]);
  }

  @Test
  void theDrawnStreetMovesAndIsTheSameEachTime() {
    FrameFormat format = new FrameFormat(64, 48, 8);
    byte[][] once = draw(format);
    byte[][] again = draw(format);
    assertArrayEquals(once[0], again[0]);
    assertArrayEquals(once[1], again[1]);
    assertNotEquals(ByteBuffer.wrap(once[0]), ByteBuffer.wrap(once[1]));
  }

  private static byte[][] draw(FrameFormat format) {
    byte[][] drawn = new byte[2][format.bytes()];
    try (DrawnStreet street = new DrawnStreet(format, 2);
        Picture picture = new Picture(format)) {
      FrameTime time = new FrameTime();
      for (byte[] frame : drawn) {
        assertTrue(street.next(picture, time));
        picture.buffer().get(frame);
      }
    }
    return drawn;
  }
}
