package org.derain.perf.micro;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.derain.frames.Picture;
import org.derain.rain.Camera;
import org.derain.rain.Depth;
import org.derain.rain.Glass;
import org.derain.rain.Night;
import org.derain.rain.RainParameters;
import org.derain.rain.RainType;
import org.derain.rain.Rainfall;
import org.derain.rain.Sensor;
import org.derain.rain.Veil;
import org.derain.rain.render.Rain;
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

/**
 * Rain put on pictures: for training, a patch of 320x256 whose five pictures and truth give four
 * windows to learn from; for {@code derain rain}, whole frames.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(1)
@State(Scope.Benchmark)
public class RainBenchmark {
  private static final double FRAMES_PER_SECOND = 25;

  /** Size of the pictures. */
  @Param({"320x256", "1280x720"})
  public String size;

  /**
   * Which rain; all: heavy rain at night with veil, drops on the glass, noise and recompression.
   */
  @Param({"heavy", "night", "drops", "all"})
  public String rain;

  private RainParameters parameters;
  private Picture dry;
  private Picture picture;
  private Rain clip;
  private long frame;

  /** Makes a picture, and the rain of a clip. */
  @Setup
  public void open() {
    try (Wall wall = new Wall(size)) {
      dry = wall.picture(0);
      picture = wall.picture(0);
    }
    parameters = parameters().sized(dry.format().width(), FRAMES_PER_SECOND);
    clip = new Rain(parameters, dry.format(), FRAMES_PER_SECOND);
  }

  private RainParameters parameters() {
    Rainfall fall = new Rainfall(50, 3, 1, 8, Camera.still(0.01));
    Veil veil = new Veil(fall.extinction(), 40, Depth.plane(8, 150, 0.45));
    Night night = new Night(35, 8, 1, 0.4, 0.5, 1);
    Glass glass = new Glass(24, 0.5, 5, 0.14, 0.03, 0.05, 50, 40, 7);
    boolean all = rain.equals("all");
    boolean drops = rain.equals("drops");
    return new RainParameters(
        7,
        drops ? RainType.DROPS : RainType.HEAVY,
        drops ? null : fall,
        null,
        0.6,
        drops ? null : veil,
        all || rain.equals("night") ? night : null,
        all || drops ? glass : null,
        all ? new Sensor(3, 85) : Sensor.NONE,
        null);
  }

  /** Frees them. */
  @TearDown
  public void close() {
    clip.close();
    dry.close();
    picture.close();
  }

  /** The next frame of a clip. */
  @Benchmark
  public void frame() {
    picture.copyFrom(dry);
    clip.render(picture, frame++, true);
  }

  /** A clip of five frames and the truth of one, as training has it; textures are kept there. */
  @Benchmark
  public void patch() {
    try (Rain five =
        new Rain(parameters.withLayers(List.of()), dry.format(), FRAMES_PER_SECOND, List.of())) {
      picture.copyFrom(dry);
      five.render(picture, 2, false);
      for (int i = 0; i < 5; i++) {
        picture.copyFrom(dry);
        five.render(picture, i, true);
      }
    }
  }
}
