package org.derain.training.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How much the types of rain count against one another while they are learned together (UniRain,
 * arXiv 2603.03967). Where a run file has none, each window counts by how little its rain changed
 * it instead.
 *
 * @param kind which weights
 * @param every steps between two looks at the held-out windows; missing: 10
 * @param looks over which slopes are fitted; missing: 10
 * @param warmUp looks during which all types count alike; missing: 20
 * @param windows held out of each type; missing: 8
 */
public record Weighting(Kind kind, Integer every, Integer looks, Integer warmUp, Integer windows) {
  /** Which weights. */
  public enum Kind {
    /** All types alike, always. */
    @JsonProperty("equal")
    EQUAL,
    /** The types that learn more slowly than others count more. */
    @JsonProperty("tbs")
    TBS,
    /** The types that learn more slowly than they did themselves count less. */
    @JsonProperty("tss")
    TSS,
    /** Both, mixed by how steadily the slowest type learns. */
    @JsonProperty("mixture")
    MIXTURE
  }

  /** Steps between two looks. */
  public int stepsBetween() {
    return every == null ? 10 : every;
  }

  /** Looks in a slope. */
  public int inSlope() {
    return looks == null ? 10 : looks;
  }

  /** Looks before the weights differ. */
  public int warming() {
    return warmUp == null ? 20 : warmUp;
  }

  /** Held-out windows of each type. */
  public int perType() {
    return windows == null ? 8 : windows;
  }

  boolean odd() {
    return kind == null || stepsBetween() < 1 || inSlope() < 2 || warming() < 0 || perType() < 1;
  }
}
