package org.derain.pipeline.triage;

import java.util.List;

/**
 * What a quick look at a recording found.
 *
 * @param seconds how long it is
 * @param framesPerSecond on average
 * @param codec FFmpeg's name of the codec of its video
 * @param looks in the order of their times
 * @param problem why nothing of it can be decoded, or null
 */
public record Survey(
    double seconds,
    double framesPerSecond,
    int width,
    int height,
    String codec,
    List<Look> looks,
    String problem) {
  /** Copies the list. */
  public Survey {
    looks = List.copyOf(looks);
  }

  /** Of a file that cannot be read. */
  public static Survey failed(String problem) {
    return new Survey(0, 0, 0, 0, "", List.of(), problem);
  }

  /** Whether it can be read. */
  public boolean isReadable() {
    return problem == null;
  }
}
