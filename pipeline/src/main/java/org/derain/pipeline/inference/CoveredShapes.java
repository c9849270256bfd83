package org.derain.pipeline.inference;

/**
 * Shapes that are likely covered, of those that are somewhere surely so (hysteresis, Canny 1986).
 *
 * @param samples row by row, 255 in them and 0 elsewhere
 * @param count of such shapes
 * @param sure share of the picture that is surely covered
 * @param share of the picture that they cover
 */
record CoveredShapes(byte[] samples, int count, double sure, double share) {
  /** Probability from which on a place may be covered. */
  private static final double LIKELY = 0.5;

  /** Probability from which on it surely is. */
  private static final double SURE = 0.9;

  /**
   * Those of a map.
   *
   * @param likely how likely places are covered, row by row
   */
  static CoveredShapes of(float[] likely, int columns) {
    byte[] samples = new byte[likely.length];
    int[] waiting = new int[likely.length];
    int count = 0;
    int covered = 0;
    int sure = 0;
    for (int start = 0; start < likely.length; start++) {
      sure += likely[start] >= SURE ? 1 : 0;
      if (samples[start] != 0 || likely[start] < SURE) {
        continue;
      }
      count++;
      int filled = 0;
      int known = 1;
      waiting[0] = start;
      samples[start] = (byte) 255;
      while (filled < known) {
        int at = waiting[filled++];
        int x = at % columns;
        int[] beside = {
          x > 0 ? at - 1 : at, x + 1 < columns ? at + 1 : at, at - columns, at + columns
        };
        for (int next : beside) {
          if (next >= 0 && next < likely.length && samples[next] == 0 && likely[next] >= LIKELY) {
            samples[next] = (byte) 255;
            waiting[known++] = next;
          }
        }
      }
      covered += known;
    }
    double all = likely.length;
    return new CoveredShapes(samples, count, sure / all, covered / all);
  }
}
