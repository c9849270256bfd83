package org.derain.training.glass;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_64FC1;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.derain.frames.FrameFormat;
import org.derain.frames.TimeStatistics;
import org.derain.rain.Glass;
import org.derain.rain.glass.GlassDrops;

/** Statistics over time of squares of clips, with and without drops that stick. */
final class GlassSamples {
  /** Side of a square in samples. */
  static final int SIDE = 160;

  /** Mean change of luma by drops from which on a place is covered, in 8-bit steps. */
  private static final double CHANGED = 5;

  /** Share of samples without drops. */
  private static final double DRY = 0.36;

  private final List<GlassClip> clips;
  private final Random random;

  GlassSamples(List<GlassClip> clips, long seed) {
    this.clips = clips;
    this.random = new Random(seed);
  }

  /**
   * The next sample.
   *
   * @param statistics where {@link TimeStatistics#CHANNELS} planes are put
   * @param n number of the sample in it
   * @param covered where its truth is put, 1 where drops change luma, else 0
   */
  void next(float[] statistics, int n, float[] covered) {
    try (PointerScope scope = new PointerScope();
        TimeStatistics seen = new TimeStatistics(SIDE, SIDE)) {
      boolean dry = random.nextDouble() < DRY;
      Journey journey = new Journey(clips, dry, SIDE, random);
      Standing standing = new Standing(journey, SIDE, random);
      standing.soften();
      Mat change = new Mat(SIDE, SIDE, CV_32FC1, Scalar.all(0));
      boolean ours = random.nextDouble() < 0.6;
      Blobs blobs = dry || ours ? null : new Blobs(SIDE, random);
      double noise = random.nextBoolean() ? 0.5 : 3 * random.nextDouble();
      try (GlassDrops drops = dry || !ours ? null : drops()) {
        for (int i = 0; i < TimeStatistics.FRAMES; i++) {
          try (PointerScope frame = new PointerScope()) {
            Mat[] planes = {new Mat(), new Mat(), new Mat()};
            journey.frame(i, planes);
            standing.behind(planes[0]);
            clip(planes[0]);
            if (!dry) {
              Mat before = planes[0].clone();
              if (blobs == null) {
                drops.render(planes, i);
              } else {
                blobs.render(planes);
              }
              clip(planes[0]);
              Mat apart = new Mat();
              opencv_core.absdiff(planes[0], before, apart);
              opencv_core.add(change, apart, change);
            }
            standing.before(planes[0]);
            Mat grain = new Mat(SIDE, SIDE, CV_32FC1);
            opencv_core.randn(grain, one(0), one(noise));
            opencv_core.add(planes[0], grain, planes[0]);
            clip(planes[0]);
            seen.add(planes);
          }
        }
      }
      seen.put(statistics, n * TimeStatistics.CHANNELS * SIDE * SIDE);
      opencv_imgproc.threshold(
          change, change, CHANGED * TimeStatistics.FRAMES, 1, opencv_imgproc.THRESH_BINARY);
      Mat open = new Mat();
      opencv_imgproc.threshold(standing.written(), open, 0.5, 1, opencv_imgproc.THRESH_BINARY_INV);
      opencv_core.multiply(change, open, change);
      FloatBuffer truth = change.createBuffer();
      truth.get(covered, n * SIDE * SIDE, SIDE * SIDE);
    }
  }

  private static Mat one(double value) {
    return new Mat(1, 1, CV_64FC1, Scalar.all(value));
  }

  private static void clip(Mat luma) {
    opencv_core.min(luma, new Mat(Scalar.all(255)), luma);
    opencv_core.max(luma, new Mat(Scalar.all(0)), luma);
  }

  private GlassDrops drops() {
    double focal = 0.9 * 320;
    double distance = Math.exp(Math.log(0.06) + Math.log(5) * random.nextDouble());
    double pixels = focal / (1000 * distance);
    double small = Math.exp(Math.log(5) * random.nextDouble());
    double large =
        Math.min(26, small * Math.exp(Math.log(1.5) + Math.log(5) * random.nextDouble()));
    double share = 0.02 + 0.23 * random.nextDouble();
    double count = share * SIDE * SIDE / (Math.PI * 2.5 * small * small);
    double smallest = Math.min(10, small / pixels);
    Glass glass =
        new Glass(
            Math.max(1, Math.min(300, count)) * 10_000 / (640.0 * 640),
            smallest,
            Math.min(10, Math.max(smallest, large / pixels)),
            distance,
            random.nextBoolean() ? 0 : Math.min(1, 7 * random.nextDouble() / (20 * pixels)),
            0,
            0,
            50 * random.nextDouble(),
            random.nextLong());
    return new GlassDrops(glass, new FrameFormat(SIDE, SIDE, 8), 25, focal);
  }
}
