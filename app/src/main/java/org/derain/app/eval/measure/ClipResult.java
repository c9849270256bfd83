package org.derain.app.eval.measure;

import java.util.Map;

/**
 * What came out for one clip.
 *
 * @param frames number of frames
 * @param methods figures by method, in the order of tables: {@link #INPUT}, {@link #MEDIAN_3},
 *     {@link #MEDIAN_5}, then models
 * @param seen what each model said of the rain in it
 * @param exhibit the pictures to show
 */
public record ClipResult(
    String name,
    int frames,
    Map<String, Figures> methods,
    Map<String, TypeCounts> seen,
    Exhibit exhibit) {
  /** The rainy clip itself. */
  public static final String INPUT = "input";

  /** The temporal median of 3 frames. */
  public static final String MEDIAN_3 = "median3";

  /** The temporal median of 5 frames. */
  public static final String MEDIAN_5 = "median5";

  /** How much a method gained on the input, PSNR-Y in dB. */
  public double gain(String method) {
    return methods.get(method).psnrY() - methods.get(INPUT).psnrY();
  }
}
