package org.derain.rain;

/**
 * The rain too far away to be seen as streaks: it replaces the scene's light with distance z by
 * {@code t = exp(-βz)}; {@code I' = I·t + A·(1 - t)}. It belongs to the rain and is absent from the
 * truth.
 *
 * @param extinction β per kilometre, 0 to 1000; rain of R mm/h has 0.312·R^0.67, training sets
 *     exaggerate
 * @param airlight brightness A of the veil above the mean luma of the scene, in 8-bit steps, -255
 *     to 255
 * @param depth of the scene
 */
public record Veil(double extinction, double airlight, Depth depth) {

  /** Checks the ranges. */
  public Veil {
    Check.range("extinction (1/km)", extinction, 0, 1000);
    Check.range("airlight", airlight, -255, 255);
    if (depth == null) {
      throw new IllegalArgumentException("veil: depth is missing");
    }
  }

  /** The share of the scene's light that comes through, at a distance in metres. */
  public double transmission(double metres) {
    return Math.exp(-extinction * metres / 1000);
  }
}
