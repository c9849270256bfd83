package org.derain.perf.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/** The benchmarks do what they measure. */
class BenchmarksTest {
  private static final String SIZE = "128x96";

  @Test
  void alignment() {
    AlignerBenchmark benchmark = new AlignerBenchmark();
    benchmark.size = SIZE;
    benchmark.open();
    benchmark.reduce();
    benchmark.flow();
    benchmark.chain();
    benchmark.warp();
    benchmark.close();
  }

  @Test
  void sceneCut() {
    SceneCutBenchmark benchmark = new SceneCutBenchmark();
    benchmark.size = SIZE;
    benchmark.open();
    benchmark.next();
    assertFalse(benchmark.next(), "the same picture again is no cut");
    benchmark.close();
  }

  @Test
  void median() {
    TemporalMedianBenchmark benchmark = new TemporalMedianBenchmark();
    benchmark.size = SIZE;
    benchmark.open();
    benchmark.ofThree();
    benchmark.ofFive();
    benchmark.close();
  }

  @Test
  void copy() {
    PictureBenchmark benchmark = new PictureBenchmark();
    benchmark.size = SIZE;
    benchmark.open();
    benchmark.copy();
    benchmark.close();
  }

  @Test
  void network() {
    DerainerBenchmark benchmark = new DerainerBenchmark();
    benchmark.model = "identity";
    benchmark.size = SIZE;
    benchmark.open();
    assertEquals(0, benchmark.derain(), "the identity says that it is dry");
    benchmark.close();
  }

  @Test
  void rainFallsOnThePicture() {
    RainBenchmark benchmark = new RainBenchmark();
    benchmark.size = "160x96";
    for (String rain : new String[] {"heavy", "night", "drops", "all"}) {
      benchmark.rain = rain;
      benchmark.open();
      benchmark.frame();
      benchmark.frame();
      benchmark.patch();
      benchmark.close();
    }
  }
}
