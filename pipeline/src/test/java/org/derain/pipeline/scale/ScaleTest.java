package org.derain.pipeline.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameSink;
import org.derain.pipeline.FrameSource;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.Keep;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.ring.FrameOutcome;
import org.derain.pipeline.run.LiveFilter;
import org.derain.pipeline.run.LiveListener;
import org.derain.pipeline.run.LivePipeline;
import org.derain.pipeline.run.Pipeline;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.zoo.Model;
import org.derain.zoo.RainScore;
import org.derain.zoo.Zoo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found in small pictures is taken off large ones, which stay as they are elsewhere. */
class ScaleTest {
  private static final int FRAMES = 7;

  /** Neither side can be halved twice. */
  private static final FrameFormat ODD = new FrameFormat(262, 198, 8);

  /** What the filter of these tests darkens, in samples of reduced luma, and by how much of 255. */
  private static final int LEFT = 16;

  private static final int TOP = 12;
  private static final int SIDE = 24;
  private static final int DARKER = 40;

  /** Samples around a border of the change, in reduced ones, that it may spread to. */
  private static final int SPREAD = 6;

  /** Inside the change, at every scale: the middle of it is at 28, 24. */
  private static Keep middle(int factor) {
    return new Keep(27 * factor + 1, 23 * factor + 1, 3, 2);
  }

  @Test
  void isReadAsItIsWritten() {
    for (Scale scale : Scale.values()) {
      assertEquals(scale, Scale.parse(" " + scale + " "));
    }
    for (String text : List.of("", "5", "HALF", "0", "1.0", "8")) {
      assertThrows(IllegalArgumentException.class, () -> Scale.parse(text), text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "262, 198, 132, 100, 88, 66, 66, 50",
    "2, 2, 2, 2, 2, 2, 2, 2",
    "1366, 768, 684, 384, 456, 256, 342, 192"
  })
  void reducedSidesAreEven(int width, int height, int w2, int h2, int w3, int h3, int w4, int h4) {
    FrameFormat format = new FrameFormat(width, height, 10);
    assertSame(format, Scale.FULL.analysed(format));
    assertEquals(new FrameFormat(w2, h2, 10), Scale.HALF.analysed(format));
    assertEquals(new FrameFormat(w3, h3, 10), Scale.THIRD.analysed(format));
    assertEquals(new FrameFormat(w4, h4, 10), Scale.QUARTER.analysed(format));
  }

  @ParameterizedTest
  @CsvSource({
    "640, 360, 1, 1, 1",
    "1198, 1198, 1, 1, 1",
    "1200, 900, 1, 2, 3",
    "1798, 1200, 1, 2, 3",
    "1080, 1920, 1, 3, 4",
    "2198, 1440, 1, 3, 4",
    "2560, 1440, 2, 4, 4",
    "3840, 2160, 4, 4, 4",
    "2160, 3840, 4, 4, 4"
  })
  void thePictureDecides(int width, int height, int factor, int quick, int few) {
    FrameFormat format = new FrameFormat(width, height, 8);
    Model base = Zoo.load("base");
    Model nano = Zoo.load("nano");
    assertEquals(factor, Scale.AUTO.of(format, base).factor());
    assertEquals(quick, Scale.AUTO.of(format, nano).factor());
    assertEquals(quick, Scale.AUTO.live(format, 4).factor());
    assertEquals(few, Scale.AUTO.live(format, 3).factor());
    assertEquals(Scale.FULL, Scale.FULL.live(format, 2));
    assertEquals(Scale.HALF, Scale.HALF.live(format, 2));
    assertEquals(Scale.FULL, Scale.FULL.of(format, nano));
    assertEquals(Scale.HALF, Scale.HALF.of(format, base));
    assertThrows(IllegalStateException.class, () -> Scale.AUTO.analysed(format));
  }

  /** A bright bar with hard edges, which falls between samples of the reduced picture. */
  @ParameterizedTest
  @CsvSource({"2, 8", "3, 8", "4, 8", "3, 10"})
  void whatIsTakenOffLeavesNoOutline(int factor, int bits) {
    FrameFormat format = new FrameFormat(240, 144, bits);
    FrameFormat reduced = Scale.parse(Integer.toString(factor)).analysed(format);
    int step = 1 << bits - 8;
    try (Picture same = new Picture(format);
        Picture before = new Picture(reduced);
        Picture after = new Picture(reduced);
        SameChange change = new SameChange(format, List.of())) {
      for (Picture picture : List.of(same, after)) {
        for (int plane = 0; plane < 3; plane++) {
          picture.mat(plane).put(Scalar.all(80 * step));
        }
      }
      try (Rect bar = new Rect(101, 40, 5, 60);
          Mat streak = new Mat(same.mat(0), bar)) {
        streak.put(Scalar.all(200 * step));
      }
      Scale.reduce(same, before);
      Mat luma = change.of(before, after, same).mat(0);
      try (DoublePointer least = new DoublePointer(1);
          DoublePointer most = new DoublePointer(1)) {
        opencv_core.minMaxLoc(luma, least, most, null, null, null);
        assertEquals(80, least.get() / step, 9);
        assertEquals(80, most.get() / step, 9);
      }
    }
  }

  /** Noise, so that every lost detail shows; each picture so many times in a row. */
  private static final class Noise implements FrameSource {
    final List<Picture> frames = new ArrayList<>();
    private final FrameFormat format;
    private final int times;
    private int index;

    Noise(FrameFormat format, int times) {
      this.format = format;
      this.times = times;
      Random random = new Random(7);
      for (int i = 0; i < FRAMES; i++) {
        Picture picture = new Picture(format);
        for (int at = 0; at < format.bytes(); at += format.sampleBytes()) {
          // Not so dark that means of it could be darkened below black.
          int black = format.peak() / 10;
          put(picture, at, black + random.nextInt(format.peak() + 1 - black));
        }
        for (int k = 0; k < times; k++) {
          Picture own = new Picture(format);
          own.copyFrom(picture);
          put(own, k * format.sampleBytes(), k); // an encoder's noise
          frames.add(own);
        }
        picture.close();
      }
    }

    private static void put(Picture picture, int at, int value) {
      if (picture.format().sampleBytes() == 1) {
        picture.buffer().put(at, (byte) value);
      } else {
        picture.buffer().putShort(at, (short) value);
      }
    }

    @Override
    public FrameFormat format() {
      return format;
    }

    @Override
    public boolean readsAhead() {
      return times > 1;
    }

    @Override
    public boolean next(Picture into, FrameTime time) {
      if (index == frames.size()) {
        return false;
      }
      into.copyFrom(frames.get(index));
      time.pts = 3L * index++;
      time.duration = 3;
      time.context = false;
      time.captions = new byte[] {(byte) index};
      return true;
    }

    @Override
    public void close() {
      frames.forEach(Picture::close);
    }
  }

  /** Darkens a square, and sees only pictures of one format. */
  private record Darker(FrameFormat analysed, LongPredicate broken, List<Long> calls)
      implements RainFilter {
    Darker(FrameFormat analysed) {
      this(analysed, frame -> false, new ArrayList<>());
    }

    @Override
    public RainScore derain(Picture[] window, Picture into) {
      long frame = calls.size();
      calls.add(frame);
      for (Picture picture : window) {
        assertEquals(analysed, picture.format());
      }
      if (broken.test(frame)) {
        throw new IllegalStateException("broken");
      }
      darken(window[window.length / 2], into);
      return RainScore.of(1);
    }

    static void darken(Picture from, Picture into) {
      into.copyFrom(from);
      int by = DARKER * from.format().peak() / 255;
      try (Rect place = new Rect(LEFT, TOP, SIDE, SIDE);
          Mat part = new Mat(into.mat(0), place);
          Mat less = new Mat(1, 1, opencv_core.CV_64F, Scalar.all(by))) {
        opencv_core.subtract(part, less, part);
      }
    }

    @Override
    public boolean onceForRepeats() {
      return true;
    }
  }

  private static final class Results implements FrameSink {
    final List<Picture> frames = new ArrayList<>();
    final List<Boolean> passed = new ArrayList<>();
    final List<Long> times = new ArrayList<>();

    @Override
    public void write(Picture original, Picture derained, FrameTime time) {
      assertEquals(time.pts / 3 + 1, time.captions[0]);
      Picture copy = new Picture(derained.format());
      copy.copyFrom(derained);
      frames.add(copy);
      passed.add(original == derained);
      times.add(time.pts);
    }

    @Override
    public void close() {
      frames.forEach(Picture::close);
    }
  }

  private static int sample(Picture picture, int plane, int x, int y) {
    FrameFormat format = picture.format();
    int at = y * format.planeWidth(plane) + x;
    return format.sampleBytes() == 1
        ? picture.plane(plane).get(at) & 255
        : picture.plane(plane).getShort(2 * at);
  }

  /** Where a sample of a whole picture's luma lies in a reduced one. */
  private static double reduced(int at, int whole, int small) {
    return (at + 0.5) * small / whole - 0.5;
  }

  /** How deep inside the square a position lies; negative outside. */
  private static double depth(double x, double y) {
    double right = Math.min(x - LEFT, LEFT + SIDE - 1 - x);
    double down = Math.min(y - TOP, TOP + SIDE - 1 - y);
    return Math.min(right, down);
  }

  /** Holds a result to what it must be; steadying may only weaken the change. */
  private static void check(Picture before, Picture after, Scale scale, Keep kept, boolean exact) {
    FrameFormat format = before.format();
    FrameFormat small = scale.analysed(format);
    int by = DARKER * format.peak() / 255;
    int inside = 0;
    for (int plane = 0; plane < 3; plane++) {
      for (int y = 0; y < format.planeHeight(plane); y++) {
        for (int x = 0; x < format.planeWidth(plane); x++) {
          int was = sample(before, plane, x, y);
          int is = sample(after, plane, x, y);
          boolean keeps =
              x >= kept.x()
                  && x < kept.x() + kept.width()
                  && y >= kept.y()
                  && y < kept.y() + kept.height();
          double depth =
              depth(
                  reduced(x, format.width(), small.width()),
                  reduced(y, format.height(), small.height()));
          if (plane > 0 || depth < -SPREAD || keeps) {
            assertEquals(was, is, () -> "a sample that nothing was done to");
          } else if (depth > SPREAD / 2.0 && exact) {
            assertEquals(Math.max(0, was - by), is, () -> "a sample inside");
            inside++;
          }
        }
      }
    }
    assertTrue(!exact || inside > SIDE, inside + " samples inside");
  }

  @ParameterizedTest
  @CsvSource({
    "2, 8, 1, false",
    "4, 8, 1, false",
    "2, 10, 1, false",
    "4, 10, 1, false",
    "2, 8, 1, true",
    "2, 10, 1, true",
    "2, 8, 2, false",
    "4, 10, 2, false"
  })
  void whatIsTakenOffASmallPictureIsTakenOffTheLargeOne(
      int factor, int bits, int times, boolean steady) {
    FrameFormat format = new FrameFormat(ODD.width(), ODD.height(), bits);
    Scale scale = Scale.parse("" + factor);
    PipelineOptions options =
        PipelineOptions.defaults()
            .withScale(scale)
            .withSteady(steady)
            .withKeep(List.of(middle(factor)));
    Darker filter = new Darker(scale.analysed(format));
    try (Noise source = new Noise(format, times);
        Results sink = new Results()) {
      new Pipeline(filter, options, (out, time, derained, score) -> {}, note -> {})
          .run(source, sink);
      assertEquals(
          LongStream.range(0, times * FRAMES).map(i -> 3 * i).boxed().toList(), sink.times);
      assertEquals(FRAMES, filter.calls().size(), "what shows the same is treated once");
      for (int i = 0; i < times * FRAMES; i++) {
        assertTrue(!sink.passed.get(i));
        check(source.frames.get(i), sink.frames.get(i), scale, middle(factor), !steady);
      }
    }
  }

  @Test
  void whatThePipelinePassesIsTheFrameItself() {
    Darker filter =
        new Darker(Scale.HALF.analysed(ODD), frame -> frame % 3 == 1, new ArrayList<>());
    PipelineOptions options = PipelineOptions.defaults().withScale(Scale.HALF);
    try (Noise source = new Noise(ODD, 1);
        Results sink = new Results()) {
      new Pipeline(filter, options, (out, time, derained, score) -> {}, note -> {})
          .run(source, sink);
      for (int i = 0; i < FRAMES; i++) {
        assertEquals(i % 3 == 1, sink.passed.get(i));
        if (i % 3 == 1) {
          assertEquals(source.frames.get(i).buffer(), sink.frames.get(i).buffer());
        } else {
          check(source.frames.get(i), sink.frames.get(i), Scale.HALF, new Keep(0, 0, 1, 1), true);
        }
      }
    }
  }

  /** Derains every other frame of a camera. */
  private record EveryOther(FrameFormat analysed) implements LiveFilter {
    @Override
    public int future() {
      return 0;
    }

    @Override
    public long waitDeadline(FrameTime time) {
      return time.captured;
    }

    @Override
    public FrameOutcome before(FrameTime time, boolean scene, int behind) {
      return time.pts % 2 == 0 ? null : new FrameOutcome(FrameOutcome.Outcome.PASSED, null);
    }

    @Override
    public int window() {
      return 5;
    }

    @Override
    public FrameOutcome derain(FrameTime time, Picture[] window, Picture into, int behind) {
      assertEquals(analysed, window[2].format());
      Darker.darken(window[2], into);
      return FrameOutcome.DERAINED;
    }

    @Override
    public FrameOutcome beforeWrite(FrameTime time, FrameOutcome fate) {
      return fate;
    }

    @Override
    public void awaitIdle() {}
  }

  /** Counts the frames that left, which whoever watches sees at their full size. */
  private static final class Watcher implements LiveListener {
    int whole;

    @Override
    public void received(FrameTime time) {}

    @Override
    public void left(
        FrameTime time, FrameOutcome fate, Picture original, Picture result, long nanos) {
      boolean derained = fate.outcome() == FrameOutcome.Outcome.DERAINED;
      if (original.format().equals(result.format()) && derained == (original != result)) {
        whole++;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 8", "2, 8", "4, 8", "2, 10"})
  void camerasToo(int factor, int bits) {
    FrameFormat format = new FrameFormat(ODD.width(), ODD.height(), bits);
    Scale scale = Scale.parse("" + factor);
    Watcher watcher = new Watcher();
    try (Noise source = new Noise(format, 1);
        Results sink = new Results()) {
      LiveFilter filter = new EveryOther(scale.analysed(format));
      new LivePipeline(filter, watcher, scale, List.of(middle(factor))).run(source, sink);
      assertEquals(FRAMES, watcher.whole);
      for (int i = 0; i < FRAMES; i++) {
        if (i % 2 == 1) {
          assertEquals(source.frames.get(i).buffer(), sink.frames.get(i).buffer());
        } else {
          check(source.frames.get(i), sink.frames.get(i), scale, middle(factor), true);
        }
      }
    }
  }
}
