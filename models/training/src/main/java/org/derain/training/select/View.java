package org.derain.training.select;

import org.derain.training.data.Recipe;
import org.derain.training.data.Sample;

/**
 * One window, real or rendered, with all that is compared.
 *
 * @param clip file name of what it is of
 * @param recipe that makes it; of real rain, which clip it is and no more
 * @param change mean change of luma by its rain, in 8-bit steps; 0: unknown
 */
record View(
    String clip,
    Recipe recipe,
    Sample sample,
    double change,
    Kind kind,
    Impression impression,
    HighPass highPass,
    Texture texture) {

  static View of(
      String clip, Recipe recipe, Sample sample, double change, Kind kind, Impression impression) {
    int side = side(sample);
    byte[] centre = new byte[side * side];
    System.arraycopy(sample.luma(), 2 * centre.length, centre, 0, centre.length);
    HighPass pass = HighPass.of(centre, side);
    return new View(clip, recipe, sample, change, kind, impression, pass, Texture.of(pass));
  }

  /** The side of a window in pixels. */
  static int side(Sample sample) {
    return (int) Math.sqrt(sample.trueLuma().length);
  }

  /** Mean change of luma from the truth to the frame in the middle, in 8-bit steps. */
  static double change(Sample sample) {
    byte[] truth = sample.trueLuma();
    long sum = 0;
    for (int i = 0; i < truth.length; i++) {
      sum += Math.abs((sample.luma()[2 * truth.length + i] & 255) - (truth[i] & 255));
    }
    return (double) sum / truth.length;
  }
}
