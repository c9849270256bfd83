package org.derain.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Rect;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;

/**
 * Pictures of real rain, which have no truth: they teach to tell rainy from dry (task transfer,
 * arXiv 2208.13133). Every second picture, in the order of their names, is held out.
 */
public final class RealRain implements AutoCloseable {
  /** What the rain score should say of a picture of which only is known that it rains. */
  public static final float RAINY = 0.8f;

  private final List<Picture> learning = new ArrayList<>();
  private final List<Picture> heldOut = new ArrayList<>();

  /** Reads the pictures of a folder; null: there are none. */
  public RealRain(Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        (learning.size() <= heldOut.size() ? learning : heldOut).add(Photographs.read(file));
      }
    } catch (IOException e) {
      throw new MediaException(folder + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Whether there is anything to learn from. */
  boolean teaches() {
    return !learning.isEmpty();
  }

  /** Windows of pictures to learn from. */
  List<Sample> next(Random random, int side, int windows) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < windows; i++) {
      samples.add(window(learning.get(random.nextInt(learning.size())), random, side));
    }
    return samples;
  }

  /** One window of each picture that is held out; the same every time. */
  public List<Sample> heldOut(int side) {
    Random random = new Random(4711);
    return heldOut.stream().map(picture -> window(picture, random, side)).toList();
  }

  /** A window of a picture that is scaled to one to three windows in height or width. */
  private static Sample window(Picture picture, Random random, int side) {
    FrameFormat format = picture.format();
    double least = Math.min(format.width(), format.height());
    int span = (int) Math.min(least, least / Math.exp(random.nextDouble() * Math.log(3))) & ~1;
    Rect place = RealClips.cut(format, new FrameFormat(span, span, 8), random);
    byte[] luma = new byte[side * side];
    byte[] chroma = new byte[side * side / 2];
    try (Picture cut = RealClips.part(picture, place, new FrameFormat(side, side, 8))) {
      cut.plane(0).get(luma);
      cut.plane(1).get(chroma, 0, chroma.length / 2);
      cut.plane(2).get(chroma, chroma.length / 2, chroma.length / 2);
    }
    return new Sample(repeated(luma), repeated(chroma), luma, chroma, RAINY, new float[0], false);
  }

  private static byte[] repeated(byte[] picture) {
    byte[] window = new byte[5 * picture.length];
    for (int i = 0; i < 5; i++) {
      System.arraycopy(picture, 0, window, i * picture.length, picture.length);
    }
    return window;
  }

  @Override
  public void close() {
    learning.forEach(Picture::close);
    heldOut.forEach(Picture::close);
  }
}
