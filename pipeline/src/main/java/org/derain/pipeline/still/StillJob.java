package org.derain.pipeline.still;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.bytedeco.opencv.opencv_core.Mat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.frames.Rational;
import org.derain.frames.WholeFile;
import org.derain.pipeline.FrameCounts;
import org.derain.pipeline.Keep;
import org.derain.pipeline.Latencies;
import org.derain.pipeline.LatencyStats;
import org.derain.pipeline.Memory;
import org.derain.pipeline.clean.CleanListener;
import org.derain.pipeline.clean.CleanReport;
import org.derain.pipeline.clean.RainTally;
import org.derain.pipeline.clean.Target;
import org.derain.pipeline.clean.Treatment;
import org.derain.pipeline.demux.Inputs;
import org.derain.zoo.RainScore;

/**
 * Cleans a still picture. The network sees it in 4:2:0, and no larger than a frame of video, which
 * is what it learned from; what it changes there is added to the picture itself, so that detail and
 * colour keep their resolution and samples their depth, and what is not changed, transparency too,
 * comes out as it was. EXIF, XMP and colour profiles are kept in PNG, JPEG and WebP. The target
 * appears whole or not at all.
 */
public final class StillJob {
  /** Of a clip of one picture; stills have no time. */
  private static final Rational FRAME_RATE = new Rational(25, 1);

  private final Path input;
  private final Path output;
  private final Treatment treatment;
  private final List<Keep> keep;
  private final boolean compare;
  private final boolean overwrite;
  private final CleanListener listener;
  private final long begun = System.nanoTime();
  private volatile boolean cancelled;

  /** A job that may touch all of the picture. */
  public StillJob(
      Path input,
      Path output,
      Treatment treatment,
      boolean compare,
      boolean overwrite,
      CleanListener listener) {
    this(input, output, treatment, List.of(), compare, overwrite, listener);
  }

  /**
   * Prepares a job.
   *
   * @param keep parts of the picture that are left alone
   * @param compare before and after side by side instead of the clean picture alone
   * @param overwrite an existing target may be replaced
   */
  public StillJob(
      Path input,
      Path output,
      Treatment treatment,
      List<Keep> keep,
      boolean compare,
      boolean overwrite,
      CleanListener listener) {
    this.input = input;
    this.output = output;
    this.treatment = treatment;
    this.keep = List.copyOf(keep);
    this.compare = compare;
    this.overwrite = overwrite;
    this.listener = listener;
  }

  /** Whether a file is a still picture, by the ending of its name. */
  public static boolean isStill(Path file) {
    return StillImage.isNamed(file);
  }

  /**
   * Does the job.
   *
   * @throws MediaException with one clear line; the target is then as it was before
   */
  public CleanReport run() {
    Inputs.check(input);
    if (!isStill(input)) {
      throw new MediaException(
          input + ": is no still picture; name the result .mp4, .mov, .mkv, .webm or .ts");
    }
    Target.check(input, output, overwrite);
    try (StillImage picture = StillImage.read(input)) {
      picture.check(output, listener::note);
      MediaException.throwIf(
          Keep.problem(keep, picture.width(), picture.height())
              .map(problem -> input + ": " + problem));
      return clean(picture);
    } catch (CancellationException e) {
      throw new MediaException(output + ": stopped", e);
    }
  }

  private CleanReport clean(StillImage picture) {
    int width = picture.width();
    try (Picture planes = picture.planes();
        Picture derained = new Picture(planes.format());
        Mat original = compare || !keep.isEmpty() ? picture.copy() : null) {
      listener.begin(1, 0);
      try (Treatment.Filter filter =
          treatment.open(planes.format(), FRAME_RATE, 0, listener::note)) {
        long start = System.nanoTime();
        RainScore score = filter.frames().derainStill(planes, derained, () -> cancelled);
        double milliseconds = (System.nanoTime() - start) / 1e6;
        listener.progress(1);
        listener.finishing();
        picture.change(planes, derained);
        if (original != null) {
          picture.putBack(keep, original);
        }
        if (compare) {
          picture.putBefore(original);
        }
        store(picture.encoded(output));
        return report(picture.isDamaged(), width, picture.height(), filter, score, milliseconds);
      }
    }
  }

  private void store(byte[] content) {
    try {
      WholeFile.write(output, content, overwrite);
    } catch (FileAlreadyExistsException e) {
      throw new MediaException(
          output + ": is there now, and was not when this began; --overwrite replaces it", e);
    } catch (IOException e) {
      throw new MediaException(output + ": cannot be written: " + WholeFile.reason(e), e);
    }
  }

  private CleanReport report(
      boolean damaged,
      int width,
      int height,
      Treatment.Filter filter,
      RainScore score,
      double milliseconds) {
    RainTally rain = new RainTally(treatment.gate());
    rain.add(score);
    LatencyStats none = LatencyStats.NONE;
    LatencyStats derain = new LatencyStats(milliseconds, milliseconds, milliseconds, milliseconds);
    double wall = (System.nanoTime() - begun) / 1e9;
    return new CleanReport(
        input.toString(),
        output.toString(),
        treatment.name(),
        filter.device(),
        width,
        height,
        null,
        new FrameCounts(1, 1, 1, 0, 0, damaged ? 1 : 0),
        1 / wall,
        0,
        wall,
        Memory.peakMb(),
        new Latencies(none, none, none, derain, none, none, none),
        rain.report(),
        Map.of());
  }

  /** Stops the job soon; {@link #run} then throws. Any thread may call it. */
  public void cancel() {
    cancelled = true;
  }
}
