package org.derain.training.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;

/**
 * Rain review: what is kept of old rain, and how much of it is replayed.
 *
 * @param share of every batch that is old, 0 to 1
 * @param perType recipes kept of each type, some hundred bytes each
 * @param selection which of those seen are kept
 * @param memory file with recipes from earlier runs, which are replayed from the start; missing:
 *     none
 */
public record Review(double share, int perType, Selection selection, Path memory) {

  /** Which recipes are kept, of four times as many. */
  public enum Selection {
    /** Any. */
    @JsonProperty("random")
    RANDOM,
    /** Those with the highest loss when they were last seen. */
    @JsonProperty("hardest")
    HARDEST,
    /** Evenly from the lowest loss to the highest. */
    @JsonProperty("spread")
    SPREAD
  }

  boolean odd() {
    return !(share >= 0 && share < 1) || perType < 1 || selection == null;
  }
}
