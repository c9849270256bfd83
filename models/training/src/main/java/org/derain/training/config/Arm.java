package org.derain.training.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** A way of learning several types of rain, to be compared with others under the same budget. */
public enum Arm {
  /** All types at once: what learning one after another is measured by. */
  @JsonProperty("joint")
  JOINT("joint training", false, false),
  /** One after another and nothing else. */
  @JsonProperty("sequence")
  SEQUENCE("fine-tuning", false, false),
  /** The model as it was before the new type teaches. */
  @JsonProperty("distillation")
  DISTILLATION("with distillation", true, false),
  /** Old rain is replayed. */
  @JsonProperty("review")
  REVIEW("with review", false, true),
  /** Both. */
  @JsonProperty("both")
  BOTH("with both", true, true);

  private final String words;
  private final boolean taught;
  private final boolean reviewing;

  Arm(String words, boolean taught, boolean reviewing) {
    this.words = words;
    this.taught = taught;
    this.reviewing = reviewing;
  }

  /** One after another, with or without a teacher and review. */
  public static Arm of(boolean taught, boolean reviewing) {
    return taught ? reviewing ? BOTH : DISTILLATION : reviewing ? REVIEW : SEQUENCE;
  }

  /** The name in files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For people. */
  public String words() {
    return words;
  }

  public boolean taught() {
    return taught;
  }

  public boolean reviewing() {
    return reviewing;
  }
}
