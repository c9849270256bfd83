package org.derain.training.data;

import java.util.List;
import java.util.Random;

/**
 * Rendered windows, and now and then real ones, which no recipe makes.
 *
 * @param rendered is closed with this
 * @param real pictures; may have none
 * @param clips real ones; may have none
 * @param share of the real ones, 0 to 1
 * @param side of a window in pixels
 */
public record RealAndRendered(
    WindowSource rendered, RealRain real, RealClips clips, double share, int side, Random random)
    implements WindowSource {
  /** Windows of real footage at a time. */
  private static final int WINDOWS = 4;

  /** How many times as often as a picture a clip is drawn: most rain is met in video. */
  private static final int CLIPS = 3;

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
    if (random.nextDouble() >= share) {
      return rendered.next();
    }
    boolean moving = clips.teaches() && (!real.teaches() || random.nextInt(CLIPS + 1) < CLIPS);
    return moving ? clips.next(random, side, WINDOWS) : real.next(random, side, WINDOWS);
  }

  @Override
  public void close() {
    rendered.close();
  }
}
