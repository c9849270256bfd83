package org.derain.training.data;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Rendered windows, and now and then real ones, which no recipe makes.
 *
 * @param rendered is closed with this
 * @param real some windows of real footage
 * @param share of the real ones, 0 to 1
 */
public record RealAndRendered(
    WindowSource rendered, Supplier<List<Sample>> real, double share, Random random)
    implements WindowSource {
  /** Windows of real footage at a time. */
  private static final int WINDOWS = 4;

  /** How many times as often as a picture a clip is drawn: most rain is met in video. */
  private static final int CLIPS = 3;

  /**
   * With what teaches whether it rains: pictures and clips, either of which may be none.
   *
   * @param side of a window in pixels
   */
  public static RealAndRendered told(
      WindowSource rendered,
      RealRain real,
      RealClips clips,
      double share,
      int side,
      Random random) {
    return new RealAndRendered(
        rendered,
        () -> {
          boolean moving =
              clips.teaches() && (!real.teaches() || random.nextInt(CLIPS + 1) < CLIPS);
          return moving ? clips.next(random, side, WINDOWS) : real.next(random, side, WINDOWS);
        },
        share,
        random);
  }

  /** With rain that has a pseudo truth. */
  public static RealAndRendered pseudo(
      WindowSource rendered, PseudoTruth pseudo, double share, int side, Random random) {
    return new RealAndRendered(rendered, () -> pseudo.next(random, side, WINDOWS), share, random);
  }

  @Override
  public Recipe recipe() {
    return rendered.recipe();
  }

  @Override
  public List<Sample> render(Recipe recipe) {
    return rendered.render(recipe);
  }

  @Override
  public List<Sample> next() {
    return random.nextDouble() < share ? real.get() : rendered.next();
  }

  @Override
  public void close() {
    rendered.close();
  }
}
