package org.derain.app.eval.measure;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.function.IntPredicate;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.rain.RainParameters;
import org.derain.rain.RainSampler;
import org.derain.rain.RainType;
import org.derain.rain.Visibility;
import org.derain.rain.overlay.Overlay;
import org.derain.rain.render.Rain;

/**
 * A dry clip in memory, and rain of any type on it. The truth that belongs to a rainy picture has
 * its noise, its recompression and its darkness, and neither rain nor veil.
 */
public final class RenderedClips implements AutoCloseable {
  /** The footage has many rates; rain is drawn as if it were this one. */
  private static final double FRAMES_PER_SECOND = 25;

  /**
   * Neighbours of the first picture judged, and of the last, as windows and steadying need them.
   */
  private static final int BEFORE = 5;

  private static final int AFTER = Excerpt.AFTER;

  private final String name;
  private final ClipBuffer dry;
  private final int lead;
  private final int judged;
  private final Overlay clock;
  private ClipBuffer rainy;
  private ClipBuffer truth;

  private RenderedClips(String name, ClipBuffer dry, int lead, int judged, Overlay clock) {
    this.clock = clock;
    this.name = name;
    this.dry = dry;
    this.lead = lead;
    this.judged = judged;
  }

  /**
   * Decodes a clip.
   *
   * @param frames at most so many are judged
   * @param width only the middle of the pictures is kept, at most this wide
   * @param height likewise
   * @param clock seed of a clock that is written over all pictures, and over the truth; null: none
   * @throws MediaException when it cannot be read, or the part is empty
   */
  public static RenderedClips of(
      Path file, Part part, int frames, int width, int height, Long clock) {
    String name = ClipPairs.stem(file);
    int first = part == Part.WHOLE ? 0 : part.first(FileFrames.count(file));
    int lead = Math.min(BEFORE, first);
    try (Frames source =
        new MiddleFrames(FileFrames.of(file, first - lead, lead + frames + AFTER), width, height)) {
      FrameFormat format = source.format();
      ClipBuffer reel = new ClipBuffer(format, source.colour());
      try (Picture picture = new Picture(format)) {
        while (source.read(picture)) {
          reel.add().copyFrom(picture);
        }
      }
      int judged = Math.min(frames, reel.pictures().size() - lead);
      if (judged < 1) {
        throw new MediaException(file + ": no pictures in this part of it");
      }
      Overlay over =
          clock == null ? null : Overlay.clock(clock + name.hashCode(), format, lead + judged / 2);
      return new RenderedClips(name, reel, lead, judged, over);
    }
  }

  /** The clip's name. */
  public String name() {
    return name;
  }

  /** The clip as it is, which is its own truth. */
  public ClipPair dry() {
    if (clock == null) {
      return pair(dry, dry, frame -> true);
    }
    closeRainy();
    rainy = new ClipBuffer(dry.format(), dry.colour());
    truth = new ClipBuffer(dry.format(), dry.colour());
    for (int i = 0; i < dry.pictures().size(); i++) {
      Picture picture = rainy.add();
      picture.copyFrom(dry.pictures().get(i));
      clock.paint(picture, i);
    }
    return pair(rainy, rainy, frame -> true);
  }

  private ClipPair pair(ClipBuffer before, ClipBuffer clean, IntPredicate recognisable) {
    return new ClipPair(
        name,
        before::play,
        clean::play,
        lead,
        judged,
        recognisable,
        clock == null ? null : frame -> clock.mask(lead + frame));
  }

  /**
   * The clip with rain; valid until the next call.
   *
   * @param seed together with the clip's name and the type it makes the same rain each time
   */
  public ClipPair rainy(RainType type, long seed) {
    closeRainy();
    FrameFormat format = dry.format();
    long own = seed * 0x9E3779B97F4A7C15L + (name + "/" + type.label()).hashCode();
    RainParameters parameters =
        new RainSampler(own, 0, format.width())
            .next(type)
            .sized(format.width(), FRAMES_PER_SECOND)
            .withScene(meanLuma());
    rainy = new ClipBuffer(format, dry.colour());
    truth = new ClipBuffer(format, dry.colour());
    // Once for all models: in which of the pictures judged anybody could tell that it rains.
    BitSet recognisable = new BitSet();
    try (Rain rain = new Rain(parameters, format, FRAMES_PER_SECOND)) {
      for (int i = 0; i < dry.pictures().size(); i++) {
        byte[] rainyLight = render(rain, i, rainy, true);
        byte[] truthLight = render(rain, i, truth, false);
        if (i >= lead && i < lead + judged) {
          Visibility visibility =
              new Visibility(
                  rainy.pictures().get(i).luma(),
                  rainyLight,
                  truth.pictures().get(i).luma(),
                  truthLight,
                  rain.veiled(dry.pictures().get(i), i),
                  format.width(),
                  parameters.sensor().noise());
          recognisable.set(
              i - lead, visibility.recognisable(0, 0, format.width(), format.height()));
        }
      }
    }
    return pair(rainy, truth, recognisable::get);
  }

  /** Renders a picture; gives its luma before noise and recompression. */
  private byte[] render(Rain rain, int frame, ClipBuffer into, boolean streaks) {
    Picture picture = into.add();
    picture.copyFrom(dry.pictures().get(frame));
    rain.render(picture, frame, streaks);
    byte[] light = rain.exposed();
    if (clock != null) {
      clock.paint(picture, frame);
    }
    return light;
  }

  private double meanLuma() {
    double sum = 0;
    try (PointerScope scope = new PointerScope()) {
      for (Picture picture : dry.pictures()) {
        sum += opencv_core.mean(picture.mat(0)).get(0) * 255 / picture.format().peak();
      }
    }
    return sum / dry.pictures().size();
  }

  private void closeRainy() {
    if (rainy != null) {
      rainy.close();
      truth.close();
      rainy = null;
    }
  }

  @Override
  public void close() {
    closeRainy();
    dry.close();
  }
}
