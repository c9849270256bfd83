package org.derain.perf.micro;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.derain.frames.Picture;
import org.derain.frames.TemporalMedian;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The baseline of every judgement: the median over time. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(1)
@State(Scope.Benchmark)
public class TemporalMedianBenchmark {
  /** Size of the pictures. */
  @Param({"640x360", "1280x720", "1920x1080"})
  public String size;

  private final TemporalMedian median = new TemporalMedian();
  private List<Picture> pictures;
  private Picture result;

  /** Makes a window. */
  @Setup
  public void open() {
    try (Wall wall = new Wall(size)) {
      pictures = List.of(wall.pictures(5));
      result = new Picture(wall.format());
    }
  }

  /** Frees it. */
  @TearDown
  public void close() {
    pictures.forEach(Picture::close);
    result.close();
    median.close();
  }

  /** Of three frames. */
  @Benchmark
  public void ofThree() {
    median.median(pictures.subList(1, 4), result);
  }

  /** Of five frames. */
  @Benchmark
  public void ofFive() {
    median.median(pictures, result);
  }
}
