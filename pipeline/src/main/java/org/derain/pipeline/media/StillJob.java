package org.derain.pipeline.media;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Rect;
import org.derain.frames.Colour;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.frames.RgbConverter;
import org.derain.frames.VideoReader;
import org.derain.pipeline.FrameCounts;
import org.derain.pipeline.Latencies;
import org.derain.pipeline.LatencyStats;
import org.derain.zoo.RainScore;

/**
 * Cleans a still picture. The network sees it in 4:2:0, and no larger than a frame of video, which
 * is what it learned from; what it changes there is added to the picture itself, so that detail and
 * colour keep their resolution and samples their depth (8 or 16 bits), and what is not changed,
 * transparency too, comes out as it was. EXIF, XMP and colour profiles are kept in PNG, JPEG and
 * WebP. The target appears whole or not at all.
 */
public final class StillJob {
  private static final Set<String> ENDINGS =
      Set.of("png", "jpg", "jpeg", "bmp", "webp", "tif", "tiff");

  /** Formats for which OpenCV writes what a picture says about itself. */
  private static final Set<String> TELLING = Set.of("png", "jpg", "jpeg", "webp");

  private static final int QUALITY = 97;

  /** The longer side of what the network sees, in pixels, at most. */
  private static final int LONGEST = 1920;

  /** As many kinds of what a picture says about itself as there can be. */
  private static final long KINDS = 8;

  private final Path input;
  private final Path output;
  private final Treatment treatment;
  private final boolean compare;
  private final boolean overwrite;
  private final CleanListener listener;
  private final long begun = System.nanoTime();

  /**
   * Prepares a job.
   *
   * @param compare before and after side by side instead of the clean picture alone
   * @param overwrite an existing target may be replaced
   */
  public StillJob(
      Path input,
      Path output,
      Treatment treatment,
      boolean compare,
      boolean overwrite,
      CleanListener listener) {
    this.input = input;
    this.output = output;
    this.treatment = treatment;
    this.compare = compare;
    this.overwrite = overwrite;
    this.listener = listener;
  }

  /** Whether a file is a still picture, by the ending of its name. */
  public static boolean isStill(Path file) {
    return ENDINGS.contains(ending(file));
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * Does the job.
   *
   * @throws MediaException with one clear line; the target is then as it was before
   */
  public CleanReport run() {
    Target.check(input, output, overwrite);
    try (VideoReader reader = VideoReader.open(input);
        Picture still = read(reader);
        Picture derained = new Picture(still.format());
        PointerScope scope = new PointerScope()) {
      IntPointer kinds = new IntPointer(KINDS).limit(0);
      MatVector about = new MatVector();
      Mat original = original(kinds, about);
      listener.begin(1, 0);
      try (Treatment.Filter filter =
          treatment.open(still.format(), reader.frameRate(), 0, listener::note)) {
        long start = System.nanoTime();
        RainScore score = filter.frames().derainStill(still, derained);
        double milliseconds = (System.nanoTime() - start) / 1e6;
        listener.progress(1);
        listener.finishing();
        store(changed(original, still, derained, reader.colour()), kinds, about);
        return report(original, filter, score, milliseconds);
      }
    }
  }

  /** What the network is to see; close it after use. */
  private Picture read(VideoReader reader) {
    FrameFormat whole = reader.format();
    Picture picture = new Picture(whole);
    try (Picture next = new Picture(whole)) {
      if (!reader.read(picture)) {
        throw new MediaException(input + ": damaged, nothing in it can be decoded");
      }
      if (reader.read(next)) {
        throw new MediaException(
            input + ": has more than one picture; name the result .mp4, .mov, .mkv, .webm or .ts");
      }
    } catch (RuntimeException e) {
      picture.close();
      throw e;
    }
    double shrink = (double) Math.max(whole.width(), whole.height()) / LONGEST;
    if (shrink <= 1) {
      return picture;
    }
    Picture small =
        new Picture(
            new FrameFormat(
                even(whole.width() / shrink), even(whole.height() / shrink), whole.bitDepth()));
    for (int plane = 0; plane < 3; plane++) {
      Mat into = small.mat(plane);
      opencv_imgproc.resize(picture.mat(plane), into, into.size(), 0, 0, opencv_imgproc.INTER_AREA);
    }
    picture.close();
    return small;
  }

  private static int even(double length) {
    return Math.max(2, (int) Math.round(length / 2) * 2);
  }

  /** The picture with all that it has, and what it says about itself. */
  private Mat original(IntPointer kinds, MatVector about) {
    Mat original =
        opencv_imgcodecs.imreadWithMetadata(
            input.toString(), kinds, about, opencv_imgcodecs.IMREAD_UNCHANGED);
    if (original.empty() || (original.depth() != CV_8U && original.depth() != CV_16U)) {
      throw new MediaException(
          input + ": not a picture with 8 or 16 bits per sample; convert it to PNG first");
    }
    return original;
  }

  private Mat changed(Mat original, Picture still, Picture derained, Colour colour) {
    Mat before = new Mat();
    Mat change = new Mat();
    try (RgbConverter converter = new RgbConverter(still.format(), colour)) {
      converter.real(converter.rgb(still), before);
      converter.real(converter.rgb(derained), change);
    }
    opencv_core.subtract(change, before, change);
    Mat result = new Mat();
    original.convertTo(result, CV_32F);
    double step = original.depth() == CV_8U ? 1 : 257;
    opencv_core.scaleAdd(like(grown(change, original), original), step, result, result);
    result.convertTo(result, original.depth());
    if (compare) {
      opencv_core.hconcat(new MatVector(original, result), result);
    }
    return result;
  }

  /** The same for the whole of a picture that the network saw reduced. */
  private static Mat grown(Mat change, Mat original) {
    if (original.cols() - change.cols() <= 1 && original.rows() - change.rows() <= 1) {
      return change;
    }
    Mat grown = new Mat();
    opencv_imgproc.resize(change, grown, original.size(), 0, 0, opencv_imgproc.INTER_LINEAR);
    return grown;
  }

  /** RGB as large as a picture and with its channels; transparency is not changed. */
  private static Mat like(Mat change, Mat original) {
    Mat whole = new Mat();
    opencv_core.copyMakeBorder(
        change,
        whole,
        0,
        Math.max(0, original.rows() - change.rows()),
        0,
        Math.max(0, original.cols() - change.cols()),
        BORDER_REPLICATE);
    Mat cut = new Mat(whole, new Rect(0, 0, original.cols(), original.rows()));
    Mat own = new Mat();
    switch (original.channels()) {
      case 1 -> opencv_core.extractChannel(cut, own, 1);
      case 3 -> opencv_imgproc.cvtColor(cut, own, opencv_imgproc.COLOR_RGB2BGR);
      default -> {
        Mat bgr = new Mat();
        opencv_imgproc.cvtColor(cut, bgr, opencv_imgproc.COLOR_RGB2BGR);
        Mat none = Mat.zeros(bgr.size(), CV_32F).asMat();
        MatVector channels = new MatVector();
        opencv_core.split(bgr, channels);
        channels.push_back(none);
        opencv_core.merge(channels, own);
      }
    }
    return own;
  }

  private void store(Mat result, IntPointer kinds, MatVector about) {
    String ending = ending(output);
    Path part = output.resolveSibling("." + output.getFileName() + ".part." + ending);
    IntPointer quality = quality(ending);
    try {
      boolean written;
      if (TELLING.contains(ending)) {
        written =
            opencv_imgcodecs.imwriteWithMetadata(part.toString(), result, kinds, about, quality);
      } else {
        if (!about.empty()) {
          listener.note("EXIF, XMP and colour profile do not go into ." + ending);
        }
        written = opencv_imgcodecs.imwrite(part.toString(), result, quality);
      }
      if (!written) {
        throw new MediaException(output + ": cannot be written; is the disk full?");
      }
      Files.move(part, output, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException e) {
      throw e instanceof MediaException known
          ? known
          : new MediaException(output + ": cannot be written: " + e.getMessage(), e);
    } finally {
      delete(part);
    }
  }

  private static IntPointer quality(String ending) {
    return switch (ending) {
      case "jpg", "jpeg" ->
          new IntPointer(
              opencv_imgcodecs.IMWRITE_JPEG_QUALITY,
              QUALITY,
              opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
              opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444);
      case "webp" -> new IntPointer(opencv_imgcodecs.IMWRITE_WEBP_QUALITY, QUALITY);
      default -> new IntPointer();
    };
  }

  private static void delete(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new MediaException(part + ": cannot be removed: " + e.getMessage(), e);
    }
  }

  private CleanReport report(
      Mat original, Treatment.Filter filter, RainScore score, double milliseconds) {
    RainTally rain = new RainTally();
    rain.add(score);
    LatencyStats none = new LatencyStats(0, 0, 0, 0);
    LatencyStats derain = new LatencyStats(milliseconds, milliseconds, milliseconds, milliseconds);
    double wall = (System.nanoTime() - begun) / 1e9;
    return new CleanReport(
        input.toString(),
        output.toString(),
        treatment.name(),
        filter.device(),
        original.cols(),
        original.rows(),
        new FrameCounts(1, 1, 1, 0, 0, 0),
        1 / wall,
        0,
        wall,
        Memory.peakMb(),
        new Latencies(none, none, none, derain, none, none),
        rain.report(),
        Map.of());
  }
}
