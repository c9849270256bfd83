package org.derain.training.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.frames.VideoReader;
import org.derain.network.DerainNetwork;

/**
 * Windows of real clips of which one thing is known: whether it rains in them (task transfer, arXiv
 * 2208.13133). A clip is learned from or judged by, never both: frames of one clip are alike.
 *
 * <p>A few windows of five successive frames, spread over each clip, are decoded, aligned as
 * serving does it, and kept; crops are drawn from them at random. Memory: some 5 MB a window.
 */
public final class RealClips implements AutoCloseable {
  /** Windows that are kept of a clip. */
  private static final int LOOKS = 6;

  private static final int FRAMES = DerainNetwork.WINDOW;

  /** Longer side of what is kept; a larger picture is reduced or, every second time, cut. */
  private static final int LONGEST = 960;

  /**
   * A clip and its label.
   *
   * @param file any video that FFmpeg reads
   * @param rainy whether it rains in it
   * @param licence goes into the model card
   * @param judged whether it is judged by, and not learned from; missing: no
   */
  public record Clip(Path file, boolean rainy, String licence, Boolean judged) {
    /** Whether nothing is learned from it. */
    public boolean heldOut() {
      return judged != null && judged;
    }
  }

  /** Aligned windows of one clip. */
  private record Seen(Clip clip, List<Picture[]> windows) {
    void close() {
      windows.forEach(window -> List.of(window).forEach(Picture::close));
    }
  }

  /**
   * Crops of a clip that is judged by.
   *
   * @param name of its file
   */
  public record Judged(String name, boolean rainy, List<Sample> windows) {}

  /**
   * Windows of a clip that is learned from, as they were cut for it.
   *
   * @param rainy whether it rains in it
   * @param windows five aligned pictures each, which belong to the clips
   */
  public record Whole(boolean rainy, List<Picture[]> windows) {}

  private final List<Seen> rainy = new ArrayList<>();
  private final List<Seen> dry = new ArrayList<>();
  private final List<Seen> heldOut = new ArrayList<>();

  /** Decodes the clips. */
  public RealClips(List<Clip> clips) {
    for (Seen seen : clips.parallelStream().map(RealClips::look).toList()) {
      (seen.clip.heldOut() ? heldOut : seen.clip.rainy() ? rainy : dry).add(seen);
    }
  }

  private static Seen look(Clip clip) {
    int frames;
    try (VideoReader reader = VideoReader.open(clip.file())) {
      frames = reader.countPackets();
    }
    List<Picture[]> windows = new ArrayList<>();
    double step = Math.max(FRAMES, (double) (frames - FRAMES) / LOOKS);
    try (VideoReader reader = VideoReader.open(clip.file())) {
      FrameFormat whole = reader.format();
      FrameFormat kept = kept(whole);
      Random place = new Random(clip.file().getFileName().hashCode());
      try (Picture picture = new Picture(whole);
          Window window = new Window(kept, 2)) {
        Picture[] five = new Picture[FRAMES];
        Rect cut = new Rect(0, 0, whole.width(), whole.height());
        int taken = 0;
        for (int i = 0; windows.size() < LOOKS && reader.read(picture); i++) {
          if (i < windows.size() * step) {
            continue;
          }
          if (taken == 0) {
            cut = windows.size() % 2 == 0 ? cut(whole, whole, place) : cut(whole, kept, place);
          }
          five[taken++] = part(picture, cut, kept);
          if (taken == FRAMES) {
            windows.add(copies(window.align(five), kept));
            List.of(five).forEach(Picture::close);
            taken = 0;
          }
        }
        for (int i = 0; i < taken; i++) {
          five[i].close();
        }
      }
    }
    if (windows.isEmpty()) {
      throw new MediaException(clip.file() + ": fewer than " + FRAMES + " frames");
    }
    return new Seen(clip, windows);
  }

  /** Pictures of their own, of a window that is valid until the next. */
  static Picture[] copies(Picture[] aligned, FrameFormat format) {
    Picture[] copies = new Picture[FRAMES];
    for (int i = 0; i < FRAMES; i++) {
      copies[i] = new Picture(format);
      copies[i].copyFrom(aligned[i]);
    }
    return copies;
  }

  /** The format in which pictures of a clip are kept. */
  static FrameFormat kept(FrameFormat whole) {
    double less = Math.min(1, (double) LONGEST / Math.max(whole.width(), whole.height()));
    return new FrameFormat(
        (int) (whole.width() * less) & ~1, (int) (whole.height() * less) & ~1, 8);
  }

  /** Where a part of a size lies in a picture, even columns and rows. */
  static Rect cut(FrameFormat whole, FrameFormat part, Random place) {
    int x = place.nextInt((whole.width() - part.width()) / 2 + 1) * 2;
    int y = place.nextInt((whole.height() - part.height()) / 2 + 1) * 2;
    return new Rect(x, y, part.width() & ~1, part.height() & ~1);
  }

  /** A part of a picture, reduced to a format of 8 bits. */
  static Picture part(Picture picture, Rect cut, FrameFormat format) {
    Picture part = new Picture(format);
    try (PointerScope scope = new PointerScope()) {
      for (int p = 0; p < 3; p++) {
        int s = p == 0 ? 1 : 2;
        Mat from =
            new Mat(
                picture.mat(p),
                new Rect(cut.x() / s, cut.y() / s, cut.width() / s, cut.height() / s));
        if (picture.format().sampleBytes() > 1) {
          Mat eight = new Mat();
          from.convertTo(eight, opencv_core.CV_8UC1, 255.0 / picture.format().peak(), 0);
          from = eight;
        }
        opencv_imgproc.resize(
            from, part.mat(p), part.mat(p).size(), 0, 0, opencv_imgproc.INTER_AREA);
      }
    }
    return part;
  }

  /** Windows to learn from; rainy and dry ones are as many. */
  List<Sample> next(Random random, int side, int windows) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < windows; i++) {
      List<Seen> from = dry.isEmpty() || !rainy.isEmpty() && random.nextBoolean() ? rainy : dry;
      Seen seen = from.get(random.nextInt(from.size()));
      Picture[] window = seen.windows.get(random.nextInt(seen.windows.size()));
      samples.add(crop(window, seen.clip.rainy(), random, side));
    }
    return samples;
  }

  /** Whether there is anything to learn from. */
  boolean teaches() {
    return !(rainy.isEmpty() && dry.isEmpty());
  }

  /** The clips that are learned from. */
  public List<Whole> taught() {
    return Stream.of(rainy, dry)
        .flatMap(List::stream)
        .map(seen -> new Whole(seen.clip.rainy(), seen.windows))
        .toList();
  }

  /** The clips that nothing is learned from, each with the same crops every time. */
  public List<Judged> judged(int side) {
    List<Judged> all = new ArrayList<>();
    for (Seen seen : heldOut) {
      Random random = new Random(4711);
      List<Sample> windows = new ArrayList<>();
      for (int i = 0; i < 2 * LOOKS; i++) {
        windows.add(
            crop(seen.windows.get(i % seen.windows.size()), seen.clip.rainy(), random, side));
      }
      all.add(new Judged(seen.clip.file().getFileName().toString(), seen.clip.rainy(), windows));
    }
    return all;
  }

  /** A square of one window's side up to the whole picture's shorter one. */
  static Rect square(FrameFormat format, Random random, int side) {
    int shorter = Math.min(format.width(), format.height()) & ~1;
    double most = Math.max(1, (double) shorter / side);
    int span = (int) Math.min(shorter, side * Math.exp(random.nextDouble() * Math.log(most))) & ~1;
    return cut(format, new FrameFormat(span, span, 8), random);
  }

  private static Sample crop(Picture[] window, boolean rainy, Random random, int side) {
    Rect cut = square(window[0].format(), random, side);
    return sample(
        window, window[FRAMES / 2], cut, random, side, rainy ? RealRain.RAINY : 0, !rainy);
  }

  /**
   * A part of a window, perhaps mirrored, perhaps without its future.
   *
   * @param cut a square
   * @param side to which it is reduced
   * @param rain what the rain score should say
   * @param known whether the truth is one
   */
  static Sample sample(
      Picture[] window,
      Picture truth,
      Rect cut,
      Random random,
      int side,
      float rain,
      boolean known) {
    boolean mirrored = random.nextBoolean();
    boolean causal = random.nextDouble() < SampleRenderer.CAUSAL;
    byte[] luma = new byte[FRAMES * side * side];
    byte[] chroma = new byte[FRAMES * side * side / 2];
    byte[] trueLuma = new byte[side * side];
    byte[] trueChroma = new byte[side * side / 2];
    for (int i = 0; i < FRAMES; i++) {
      Picture from = window[causal ? Math.min(i, FRAMES / 2) : i];
      copy(from, cut, mirrored, side, luma, i * side * side, chroma, i * side * side / 2);
    }
    copy(truth, cut, mirrored, side, trueLuma, 0, trueChroma, 0);
    return new Sample(luma, chroma, trueLuma, trueChroma, rain, new float[0], known);
  }

  private static void copy(
      Picture from,
      Rect cut,
      boolean mirrored,
      int side,
      byte[] luma,
      int at,
      byte[] chroma,
      int chromaAt) {
    try (Picture part = part(from, cut, new FrameFormat(side, side, 8))) {
      if (mirrored) {
        for (int p = 0; p < 3; p++) {
          opencv_core.flip(part.mat(p), part.mat(p), 1);
        }
      }
      int quarter = side * side / 4;
      part.plane(0).get(luma, at, side * side);
      part.plane(1).get(chroma, chromaAt, quarter);
      part.plane(2).get(chroma, chromaAt + quarter, quarter);
    }
  }

  @Override
  public void close() {
    rainy.forEach(Seen::close);
    dry.forEach(Seen::close);
    heldOut.forEach(Seen::close);
  }
}
