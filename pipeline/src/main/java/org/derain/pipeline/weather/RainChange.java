package org.derain.pipeline.weather;

import java.util.Locale;
import org.derain.zoo.RainScore;

/**
 * Something that the rain did.
 *
 * @param what it did
 * @param kind what it is from now on; dry when it ended
 * @param score how much it rains: 0 dry to 1
 */
public record RainChange(What what, RainScore.Type kind, double score) {
  /** What rain does. */
  public enum What {
    /** It was dry, and it rains. */
    BEGINS,
    /** It rains on, in another way. */
    CHANGES,
    /** It rained, and it is dry. */
    ENDS;

    /** The name in messages, for instance "begins". */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
