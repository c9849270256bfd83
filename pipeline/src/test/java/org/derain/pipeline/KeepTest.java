package org.derain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.pipeline.run.Pipeline;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.zoo.RainScore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of a picture that are left alone, bit for bit. */
class KeepTest {
  private static final List<Keep> PARTS =
      List.of(new Keep(7, 5, 13, 8), new Keep(40, 31, 1, 1), new Keep(56, 40, 8, 8));

  @Test
  void isReadAsItIsWritten() {
    assertEquals(new Keep(1, 20, 300, 4), Keep.parse(" 1,20,300,4 "));
    assertEquals("1,20,300,4", new Keep(1, 20, 300, 4).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1,2,3",
        "1,2,3,4,5",
        "a,2,3,4",
        "1.5,2,3,4",
        "-1,2,3,4",
        "1,2,0,4",
        "1,2,3,0",
        "1, 2,3,4",
        "1,2,3,99999999999"
      })
  void whatIsNoPartIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Keep.parse(text));
  }

  @Test
  void saysWhatReachesBeyondThePicture() {
    assertEquals(Optional.empty(), Keep.problem(PARTS, 64, 48));
    assertEquals(
        "the part to keep, 56,40,8,8, reaches beyond the picture, which has 64x47 pixels",
        Keep.problem(PARTS, 64, 47).orElseThrow());
    List<Keep> huge = List.of(new Keep(Integer.MAX_VALUE, 0, Integer.MAX_VALUE, 1));
    assertTrue(Keep.problem(huge, 64, 48).isPresent());
  }

  /** Noise, so that hardly any sample is what another would be. */
  private static final class Noise implements FrameSource {
    final List<byte[]> frames = new ArrayList<>();
    private final FrameFormat format;
    private final Random random = new Random(4);

    Noise(FrameFormat format) {
      this.format = format;
    }

    @Override
    public FrameFormat format() {
      return format;
    }

    @Override
    public boolean next(Picture into, FrameTime time) {
      byte[] samples = new byte[format.bytes()];
      random.nextBytes(samples);
      if (format.sampleBytes() == 2) {
        for (int i = 1; i < samples.length; i += 2) {
          samples[i] &= 3;
        }
      }
      into.buffer().put(samples);
      frames.add(samples);
      return frames.size() <= 6;
    }

    @Override
    public void close() {}
  }

  private static final class Results implements FrameSink {
    final List<byte[]> frames = new ArrayList<>();

    @Override
    public void write(Picture original, Picture derained, FrameTime time) {
      byte[] samples = new byte[derained.format().bytes()];
      derained.buffer().get(samples);
      frames.add(samples);
    }

    @Override
    public void close() {}
  }

  /** Changes every bit that there is. */
  private static RainScore inverse(Picture[] window, Picture into) {
    int deep = into.format().sampleBytes();
    for (int i = 0; i < into.format().bytes(); i++) {
      int mask = deep == 2 && i % 2 == 1 ? 3 : 255;
      into.buffer().put(i, (byte) (window[2].buffer().get(i) ^ mask));
    }
    return RainScore.of(1);
  }

  private static boolean kept(int x, int y) {
    return PARTS.stream()
        .anyMatch(p -> x >= p.x() && x < p.x() + p.width() && y >= p.y() && y < p.y() + p.height());
  }

  /** Whether a sample belongs to a pixel of a part. */
  private static boolean kept(FrameFormat format, int plane, int sample) {
    int columns = format.planeWidth(plane);
    int x = sample % columns;
    int y = sample / columns;
    return plane == 0
        ? kept(x, y)
        : kept(2 * x, 2 * y)
            || kept(2 * x + 1, 2 * y)
            || kept(2 * x, 2 * y + 1)
            || kept(2 * x + 1, 2 * y + 1);
  }

  @ParameterizedTest
  @CsvSource({"8, false", "8, true", "10, false", "10, true"})
  void comesOutOfThePipelineAsItWent(int bits, boolean steady) {
    FrameFormat format = new FrameFormat(64, 48, bits);
    int bytes = format.sampleBytes();
    PipelineOptions options = PipelineOptions.defaults().withSteady(steady).withKeep(PARTS);
    Noise source = new Noise(format);
    Results sink = new Results();
    new Pipeline(KeepTest::inverse, options, (out, time, derained, score) -> {}, note -> {})
        .run(source, sink);
    assertEquals(6, sink.frames.size());
    for (int frame = 0; frame < 6; frame++) {
      int changed = 0;
      int touchable = 0;
      for (int plane = 0; plane < 3; plane++) {
        for (int i = 0; i < format.planeBytes(plane); i += bytes) {
          int at = format.planeOffset(plane) + i;
          boolean same = source.frames.get(frame)[at] == sink.frames.get(frame)[at];
          if (kept(format, plane, i / bytes)) {
            assertTrue(same, "frame " + frame + " plane " + plane + " sample " + i / bytes);
          } else {
            touchable++;
            changed += same ? 0 : 1;
          }
        }
      }
      assertTrue(steady ? changed > touchable * 0.9 : changed == touchable, changed + "");
    }
  }

  @Test
  void aPartBeyondThePictureEndsTheRunBeforeItBegins() {
    PipelineOptions options = PipelineOptions.defaults().withKeep(List.of(new Keep(60, 0, 5, 1)));
    Results sink = new Results();
    Pipeline pipeline =
        new Pipeline(KeepTest::inverse, options, (out, time, derained, score) -> {}, note -> {});
    assertThrows(
        MediaException.class, () -> pipeline.run(new Noise(new FrameFormat(64, 48, 8)), sink));
    assertEquals(List.of(), sink.frames);
  }
}
