package org.derain.training.learn;

import java.util.List;

/**
 * Mean PSNR-Y of some frames of a clip, in dB.
 *
 * @param name of the clip
 * @param input of the rainy frames
 * @param output of the derained frames
 * @param median3 of the temporal median of 3
 * @param median5 of the temporal median of 5
 */
public record PairScore(String name, double input, double output, double median3, double median5) {

  /** Mean of output minus input; 0 without clips. */
  public static double gain(List<PairScore> scores) {
    return scores.stream().mapToDouble(s -> s.output - s.input).average().orElse(0);
  }
}
