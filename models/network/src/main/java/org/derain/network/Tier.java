package org.derain.network;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The size of a network.
 *
 * @param name as the user writes it
 * @param window frames that it looks at: 5 or 3
 * @param half channels at half resolution, where details are decided; 0: nothing is, which with a
 *     window of 3 has a network of its own ({@link LiveNetwork})
 * @param quarter channels at a quarter of the resolution
 * @param eighth channels at an eighth of the resolution
 * @param sixteenth channels at a sixteenth of the resolution
 * @param recogniser channels of what looks for rain alone, down to an eighth of the resolution
 * @param before residual blocks at a quarter on the way down
 * @param middle residual blocks at an eighth
 * @param deep residual blocks at a sixteenth
 * @param wide residual blocks at a sixteenth whose convolutions reach twice as far each time
 * @param after residual blocks at a quarter on the way up
 * @param fine residual blocks at half resolution, before the last convolution
 * @param headKernel kernel of the last convolution
 */
public record Tier(
    String name,
    int window,
    int half,
    int quarter,
    int eighth,
    int sixteenth,
    int recogniser,
    int before,
    int middle,
    int deep,
    int wide,
    int after,
    int fine,
    int headKernel) {

  /** For live use on two CPU cores. */
  public static final Tier NANO = new Tier("nano", 5, 16, 32, 32, 48, 32, 0, 1, 2, 2, 1, 0, 1);

  /** For live use on two CPU cores: a window of three, at a quarter of the resolution at most. */
  public static final Tier LIVE = new Tier("live", 3, 0, 32, 32, 64, 32, 0, 1, 2, 0, 1, 0, 1);

  /** For files on a CPU. */
  public static final Tier BASE = new Tier("base", 5, 32, 48, 96, 96, 32, 1, 2, 2, 2, 2, 1, 3);

  /** For files on a GPU, and to teach. */
  public static final Tier LARGE = new Tier("large", 5, 48, 64, 128, 192, 32, 2, 3, 2, 2, 3, 3, 3);

  /** Of some thousand parameters, for tests. */
  public static final Tier TINY = new Tier("tiny", 5, 8, 8, 8, 8, 8, 0, 1, 0, 0, 0, 0, 1);

  /** As {@link #NANO}, with a soft layer of experts at an eighth and a hard one at a quarter. */
  public static final Tier EXPERTS =
      new Tier("experts", 5, 16, 32, 32, 48, 32, 0, 1, 2, 2, 1, 0, 1);

  /** As dear as {@link #EXPERTS}, with plain residual blocks: what experts are measured by. */
  public static final Tier BLOCKS = new Tier("blocks", 5, 16, 32, 32, 48, 32, 0, 3, 2, 2, 3, 0, 1);

  /** Those that can be named in a run file. */
  public static final List<Tier> ALL = List.of(NANO, LIVE, BASE, LARGE, TINY, EXPERTS, BLOCKS);

  /** Whether it has layers of experts, which the tier of that name alone has. */
  boolean routed() {
    return name.equals("experts");
  }

  /** Whether its network is the one for live use. */
  boolean live() {
    return half == 0;
  }

  /** Distances from the centre at which it looks at frames. */
  int groups() {
    return (window - 1) / 2;
  }

  /** Channels of what the rain score is read from. */
  public int evidence() {
    return 2 * recogniser;
  }

  /** The same with so many dilated blocks; earlier files hold tiers with none. */
  public Tier withWide(int blocks) {
    return with(Map.of("wide", blocks));
  }

  /** The same with a window of so many frames. */
  public Tier withWindow(int frames) {
    return with(Map.of("window", frames));
  }

  /**
   * The same with other numbers, by the names of this record's components.
   *
   * @throws IllegalArgumentException when there is no such name
   */
  public Tier with(Map<String, Integer> numbers) {
    return TierText.with(this, numbers);
  }

  /**
   * One of the numbers, by the name of this record's component.
   *
   * @throws IllegalArgumentException when there is no such name
   */
  public int number(String key) {
    return TierText.number(this, key);
  }

  /** All numbers, as {@code key=value} words; {@link #parse} reads them. */
  public String text() {
    return TierText.of(this);
  }

  /**
   * A tier of the words that {@link #text} writes.
   *
   * @throws IllegalArgumentException when they are none
   */
  public static Tier parse(String text) {
    return TierText.parse(text);
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
