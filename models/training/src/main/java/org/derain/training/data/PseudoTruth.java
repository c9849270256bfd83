package org.derain.training.data;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.Aligner;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.frames.VideoReader;
import org.derain.network.DerainNetwork;

/**
 * Windows of real rain with a pseudo truth, in the manner of SPA-Data (arXiv 1904.01538): where the
 * camera is fixed, the median over many frames, aligned, shows the scene without moving streaks.
 *
 * <p>The truth of a frame is the frame itself, so that its noise and everything that moves stay,
 * but for what is brighter than the median by {@value #STREAK} of 255 and thinner than {@value
 * #THICK} pixels, with a border of one pixel: there it is the median. A point is trusted where the
 * medians of the frames before and of those after differ by {@value #AGREE} at most, and nothing
 * thicker is brighter or darker. Windows are cut where {@value #TRUSTED} of the points are trusted,
 * {@value #RAINY} or more have a streak, and at most {@value #DARKER} times as many are darker by
 * as much: rain is light, while edges that move are darker as often as brighter.
 *
 * <p>A clip is learned from or judged by, never both. Memory: some 6 MB for each of {@value #LOOKS}
 * moments of a clip.
 */
public final class PseudoTruth implements AutoCloseable {
  /** Frames before, and after, of which the median is. */
  private static final int AROUND = 10;

  private static final int LOOKS = 8;
  private static final int STREAK = 6;
  private static final int THICK = 11;
  private static final int AGREE = 4;
  private static final double TRUSTED = 0.97;
  private static final double RAINY = 0.004;
  private static final double DARKER = 0.25;

  /** Squares that are tried before another moment is. */
  private static final int TRIES = 20;

  /** Moments in a row without a place before no more are tried. */
  private static final int MISSES = 100;

  private static final int FRAMES = DerainNetwork.WINDOW;
  private static final int SPAN = 2 * AROUND + 1;

  /**
   * A clip of a fixed camera in the rain.
   *
   * @param file any video that FFmpeg reads
   * @param licence goes into the model card
   * @param judged whether it is judged by, and not learned from; missing: no
   */
  public record Clip(Path file, String licence, Boolean judged) {
    /** Whether nothing is learned from it. */
    public boolean heldOut() {
      return judged != null && judged;
    }
  }

  /**
   * A frame and what is known of it.
   *
   * @param window five aligned pictures
   * @param trusted 255 where the truth is trusted
   * @param struck 255 where there is a streak
   * @param darker 255 where it is as much darker than the median
   */
  private record Moment(Picture[] window, Picture truth, Mat trusted, Mat struck, Mat darker) {
    void close() {
      List.of(window).forEach(Picture::close);
      truth.close();
      trusted.close();
      struck.close();
      darker.close();
    }

    Optional<Sample> cut(Random random, int side) {
      for (int i = 0; i < TRIES; i++) {
        Rect square = RealClips.square(truth.format(), random, side);
        double points = (double) square.width() * square.height();
        int streaks = count(struck, square);
        if (count(trusted, square) >= TRUSTED * points
            && streaks >= RAINY * points
            && count(darker, square) <= DARKER * streaks) {
          return Optional.of(
              RealClips.sample(window, truth, square, random, side, RealRain.RAINY, true));
        }
      }
      return Optional.empty();
    }

    private static int count(Mat mask, Rect square) {
      try (Mat part = new Mat(mask, square)) {
        return opencv_core.countNonZero(part);
      }
    }
  }

  private final List<Moment> taught = new ArrayList<>();
  private final List<Moment> judged = new ArrayList<>();

  /**
   * Decodes clips and finds their truth.
   *
   * @throws MediaException where a clip has none: the camera moves, or there are no streaks
   */
  public PseudoTruth(List<Clip> clips) {
    List<List<Moment>> moments = clips.parallelStream().map(clip -> moments(clip.file())).toList();
    for (int i = 0; i < clips.size(); i++) {
      (clips.get(i).heldOut() ? judged : taught).addAll(moments.get(i));
    }
  }

  /** Whether there is anything to learn from. */
  public boolean teaches() {
    return !taught.isEmpty();
  }

  /**
   * Windows to learn from; every moment is as likely.
   *
   * @throws MediaException where no place of that size has a truth
   */
  public List<Sample> next(Random random, int side, int windows) {
    List<Sample> samples = new ArrayList<>();
    int missed = 0;
    while (samples.size() < windows) {
      Optional<Sample> found = taught.get(random.nextInt(taught.size())).cut(random, side);
      found.ifPresent(samples::add);
      missed = found.isPresent() ? 0 : missed + 1;
      if (missed > MISSES) {
        throw new MediaException(
            "pseudo: no place of "
                + side
                + " pixels has a truth: other clips, or a smaller patch, may have one");
      }
    }
    return samples;
  }

  /** Windows of the clips that nothing is learned from, the same every time. */
  public List<Sample> judged(int side) {
    Random random = new Random(4711);
    return judged.stream().flatMap(moment -> moment.cut(random, side).stream()).toList();
  }

  private static List<Moment> moments(Path file) {
    List<Moment> moments = new ArrayList<>();
    int frames;
    try (VideoReader reader = VideoReader.open(file)) {
      frames = reader.countPackets();
    }
    double step = Math.max(1, (double) (frames - SPAN) / LOOKS);
    ArrayDeque<Picture> around = new ArrayDeque<>();
    int looked = 0;
    try (VideoReader reader = VideoReader.open(file)) {
      FrameFormat kept = RealClips.kept(reader.format());
      Rect whole = new Rect(0, 0, reader.format().width() & ~1, reader.format().height() & ~1);
      try (Picture picture = new Picture(reader.format());
          Window window = new Window(kept, 2);
          Aligner aligner = new Aligner(kept, 2)) {
        for (int i = 0; looked < LOOKS && reader.read(picture); i++) {
          around.add(RealClips.part(picture, whole, kept));
          if (around.size() > SPAN) {
            around.remove().close();
          }
          if (around.size() == SPAN && i >= SPAN - 1 + looked * step) {
            looked++;
            Moment moment = moment(List.copyOf(around), window, aligner);
            // What gives no window now will give none later.
            if (moment.cut(new Random(1), 64).isPresent()) {
              moments.add(moment);
            } else {
              moment.close();
            }
          }
        }
      }
    }
    around.forEach(Picture::close);
    if (moments.isEmpty()) {
      throw new MediaException(
          file
              + ": has no pseudo truth: it takes a fixed camera, streaks, and "
              + SPAN
              + " frames or more");
    }
    return moments;
  }

  private static Moment moment(List<Picture> around, Window window, Aligner aligner) {
    Picture centre = around.get(AROUND);
    FrameFormat format = centre.format();
    List<Picture> aligned = aligned(around, centre, aligner);
    Picture truth = new Picture(format);
    truth.copyFrom(centre);
    Mat trusted = new Mat();
    Mat struck = new Mat();
    Mat darker = new Mat();
    try (PointerScope scope = new PointerScope();
        Picture median = median(aligned);
        Picture before = median(aligned.subList(0, AROUND));
        Picture after = median(aligned.subList(AROUND + 1, SPAN))) {
      Mat change = new Mat();
      opencv_core.absdiff(before.mat(0), after.mat(0), change);
      Mat changes = above(change, AGREE);
      opencv_core.subtract(centre.mat(0), median.mat(0), change);
      Mat brighter = above(change, STREAK);
      opencv_core.subtract(median.mat(0), centre.mat(0), change);
      Mat less = above(change, STREAK);
      Mat other = new Mat();
      opencv_core.bitwise_or(brighter, less, other);
      opencv_imgproc.morphologyEx(other, other, opencv_imgproc.MORPH_OPEN, square(THICK));
      opencv_imgproc.dilate(other, other, square(THICK));
      opencv_core.bitwise_or(other, changes, other);
      opencv_core.bitwise_not(other, trusted);
      opencv_imgproc.dilate(brighter, brighter, square(3));
      opencv_core.bitwise_and(brighter, trusted, struck);
      opencv_imgproc.dilate(less, darker, square(3));
      for (int p = 0; p < 3; p++) {
        Mat where = struck;
        if (p > 0) {
          where = new Mat();
          opencv_imgproc.resize(struck, where, truth.mat(p).size());
        }
        median.mat(p).copyTo(truth.mat(p), where);
      }
    }
    for (Picture picture : aligned) {
      if (!around.contains(picture)) {
        picture.close();
      }
    }
    Picture[] five = around.subList(AROUND - 2, AROUND + 3).toArray(new Picture[FRAMES]);
    return new Moment(RealClips.copies(window.align(five), format), truth, trusted, struck, darker);
  }

  private static Mat above(Mat values, int limit) {
    Mat mask = new Mat();
    opencv_imgproc.threshold(values, mask, limit, 255, opencv_imgproc.THRESH_BINARY);
    return mask;
  }

  private static Mat square(int side) {
    return new Mat(new Size(side, side), CV_8UC1, Scalar.all(1));
  }

  /** The pictures as the one in the middle sees them; those that stand still are themselves. */
  private static List<Picture> aligned(List<Picture> around, Picture centre, Aligner aligner) {
    List<Picture> aligned = new ArrayList<>();
    try (Mat here = new Mat();
        Mat there = new Mat();
        Mat flow = new Mat()) {
      aligner.reduce(centre, here);
      for (Picture picture : around) {
        Picture moved = picture;
        if (picture != centre) {
          aligner.reduce(picture, there);
          aligner.flow(here, there, flow);
          if (!aligner.still(flow)) {
            moved = new Picture(centre.format());
            aligner.warp(picture, flow, moved);
          }
        }
        aligned.add(moved);
      }
    }
    return aligned;
  }

  /** The median of any number of pictures; of an even number the upper one. */
  private static Picture median(List<Picture> pictures) {
    Picture median = new Picture(pictures.get(0).format());
    byte[][] samples = new byte[pictures.size()][];
    int[] point = new int[pictures.size()];
    for (int p = 0; p < 3; p++) {
      int count = median.plane(p).remaining();
      for (int i = 0; i < samples.length; i++) {
        samples[i] = new byte[count];
        pictures.get(i).plane(p).get(samples[i]);
      }
      byte[] result = new byte[count];
      for (int at = 0; at < count; at++) {
        for (int i = 0; i < point.length; i++) {
          point[i] = samples[i][at] & 255;
        }
        Arrays.sort(point);
        result[at] = (byte) point[point.length / 2];
      }
      median.plane(p).put(result);
    }
    return median;
  }

  @Override
  public void close() {
    taught.forEach(Moment::close);
    judged.forEach(Moment::close);
  }
}
