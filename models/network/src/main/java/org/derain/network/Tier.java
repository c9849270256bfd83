package org.derain.network;

import java.util.List;
import java.util.Locale;

/**
 * The size of a network.
 *
 * @param name as the user writes it
 * @param half channels at half resolution, where details are decided
 * @param quarter channels at a quarter of the resolution
 * @param eighth channels at an eighth of the resolution
 * @param sixteenth channels at a sixteenth of the resolution; 0: it does not look that wide, and
 *     brightness comes in with texture, as in what shipped before
 * @param recogniser channels of what looks for rain alone, down to an eighth of the resolution; 0
 *     where sixteenth is
 * @param before residual blocks at a quarter on the way down
 * @param middle residual blocks at an eighth
 * @param deep residual blocks at a sixteenth
 * @param after residual blocks at a quarter on the way up
 * @param fine residual blocks at half resolution, before the last convolution
 * @param headKernel kernel of the last convolution
 */
public record Tier(
    String name,
    int half,
    int quarter,
    int eighth,
    int sixteenth,
    int recogniser,
    int before,
    int middle,
    int deep,
    int after,
    int fine,
    int headKernel) {

  /** For live use on two CPU cores. */
  public static final Tier NANO = new Tier("nano", 16, 32, 32, 0, 0, 0, 1, 0, 1, 0, 1);

  /** For files on a CPU. */
  public static final Tier BASE = new Tier("base", 32, 48, 96, 96, 32, 1, 2, 2, 2, 1, 3);

  /** For files on a GPU, and to teach. */
  public static final Tier LARGE = new Tier("large", 48, 64, 128, 192, 32, 2, 3, 2, 3, 3, 3);

  /** To follow nano, when all that it does is better. */
  public static final Tier NANO_NEXT = new Tier("nano-next", 16, 32, 32, 48, 32, 0, 1, 2, 1, 0, 1);

  /** What base was: a teacher of rain in video. */
  public static final Tier FORMER_BASE =
      new Tier("former-base", 32, 48, 96, 0, 0, 1, 2, 0, 2, 0, 3);

  /** Of a few thousand parameters and the former kind, for tests. */
  public static final Tier TINY = new Tier("tiny", 8, 8, 8, 0, 0, 0, 1, 0, 0, 0, 1);

  /** Those that can be named in a run file. */
  public static final List<Tier> ALL = List.of(NANO, BASE, LARGE, NANO_NEXT, FORMER_BASE, TINY);

  /** Whether it looks as wide as a sixteenth, and sees texture apart from brightness. */
  public boolean wide() {
    return sixteenth > 0;
  }

  /** Channels of what the rain score is read from. */
  public int evidence() {
    return wide() ? 2 * recogniser : eighth;
  }

  /**
   * What black and white are apart where its convolutions begin. Differences and deviations of some
   * hundredths of that should be near 1 for what learns.
   */
  public int range() {
    return wide() ? 6 : 1;
  }

  /** The tier of a name; an error names those that exist. */
  public static Tier of(String name) {
    return ALL.stream()
        .filter(tier -> tier.name.equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no tier '" + name + "'; there are " + ALL.stream().map(Tier::name).toList()));
  }
}
