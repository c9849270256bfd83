package org.derain.training.data;

import java.util.ArrayList;
import java.util.List;

/** Windows from several places, as many from each: in turn, across batches. */
public final class MixedWindows implements Windows {
  private final List<Windows> parts;
  private long next;

  public MixedWindows(List<Windows> parts) {
    this.parts = List.copyOf(parts);
  }

  @Override
  public List<Sample> draw(int count) {
    List<Sample> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drawn.addAll(parts.get((int) (next++ % parts.size())).draw(1));
    }
    return drawn;
  }

  @Override
  public void close() {
    parts.forEach(Windows::close);
  }
}
