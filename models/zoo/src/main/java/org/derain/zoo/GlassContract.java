package org.derain.zoo;

/**
 * What the network that finds drops on the glass is like: one input of floats, the statistics over
 * time [1, channels, rows, columns], sides divisible by {@link #MULTIPLE}; one output, how likely a
 * place is covered, [1, 1, rows, columns], 0 to 1.
 */
public final class GlassContract {
  /** What it is called. */
  public static final String NAME = "glass";

  /** Its input. */
  public static final String IN = "statistics";

  /** Its output. */
  public static final String OUT = "covered";

  /** Sides of what goes in are a multiple of this. */
  public static final int MULTIPLE = 16;

  private GlassContract() {}

  /** The network that comes with the program. */
  public static byte[] onnx() {
    return Zoo.read(NAME + ".onnx");
  }
}
