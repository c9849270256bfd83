package org.derain.training.continual;

import java.util.ArrayList;
import java.util.List;
import org.derain.training.data.Sample;
import org.derain.training.data.Windows;

/**
 * Rain review: in every batch the same share of old windows among the fresh ones.
 *
 * @param fresh of the rain that is learned
 * @param old of the rain that must not be forgotten, replayed
 * @param share of old ones in a batch, 0 to 1
 */
record ReviewedWindows(Windows fresh, Windows old, double share) implements Windows {
  @Override
  public List<Sample> draw(int count) {
    int replayed = replayed(count);
    List<Sample> drawn = new ArrayList<>(fresh.draw(count - replayed));
    drawn.addAll(old.draw(replayed));
    return drawn;
  }

  @Override
  public int replayed(int count) {
    return (int) Math.round(share * count);
  }

  @Override
  public void close() {
    fresh.close();
    old.close();
  }
}
