package org.derain.training.data;

import java.util.List;
import java.util.Random;

/**
 * Rendered windows, and now and then real ones, which no recipe makes.
 *
 * @param rendered is closed with this
 * @param share of the real ones, 0 to 1
 * @param side of a window in pixels
 */
public record RealAndRendered(
    WindowSource rendered, RealRain real, double share, int side, Random random)
    implements WindowSource {
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
    return random.nextDouble() < share ? real.next(random, side, 4) : rendered.next();
  }

  @Override
  public void close() {
    rendered.close();
  }
}
