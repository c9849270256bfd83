package org.derain.training.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Windows that are all there, drawn in an order that a seed decides: every one once before any
 * comes again.
 */
public final class RenderedWindows implements Windows {
  private final List<Sample> samples;
  private final Random random;
  private final List<Sample> left = new ArrayList<>();

  public RenderedWindows(List<Sample> samples, long seed) {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("no windows");
    }
    this.samples = samples;
    this.random = new Random(seed);
  }

  @Override
  public List<Sample> draw(int count) {
    List<Sample> drawn = new ArrayList<>();
    while (drawn.size() < count) {
      if (left.isEmpty()) {
        left.addAll(samples);
      }
      int last = left.size() - 1;
      int pick = random.nextInt(left.size());
      drawn.add(left.set(pick, left.get(last)));
      left.remove(last);
    }
    return drawn;
  }
}
