package org.derain.pipeline.clean;

import org.derain.pipeline.RainFilter;

/** The filter of a bypassed run: there is none, so that nothing has to be loaded. */
final class BypassFilter implements Treatment.Filter {
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
