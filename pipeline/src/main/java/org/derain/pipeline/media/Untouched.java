package org.derain.pipeline.media;

import org.derain.pipeline.RainFilter;

/** The filter of a bypassed run: there is none, so that nothing has to be loaded. */
final class Untouched implements Treatment.Filter {
  @Override
  public RainFilter frames() {
    return null;
  }

  @Override
  public String device() {
    return "none";
  }

  @Override
  public void close() {}
}
