package org.derain.app.eval.measure;

import org.derain.zoo.Model;

/**
 * A model as it is judged.
 *
 * @param name the model's, with what is different from {@code derain clean} behind it
 * @param future frames that its windows look ahead: 2 or 0
 * @param steady whether derained frames are steadied
 */
public record Method(String name, Model model, int future, boolean steady) {
  private static final String CAUSAL = "-causal";
  private static final String UNSTEADIED = "-unsteadied";

  /** The model with the frames behind and ahead, as {@code derain clean} has it. */
  public static Method centred(Model model) {
    return new Method(model.name(), model, 2, true);
  }

  /** The model with the frames behind only, not steadied, as in live use. */
  public static Method causal(Model model) {
    return new Method(causalName(model.name()), model, 0, false);
  }

  /** The same windows as {@link #centred}, which causal ones can be compared with. */
  public static Method unsteadied(Model model) {
    return new Method(unsteadiedName(model.name()), model, 2, false);
  }

  /** What the unsteadied method of a model is called. */
  public static String unsteadiedName(String model) {
    return model + UNSTEADIED;
  }

  /** What the causal method of a model is called. */
  public static String causalName(String model) {
    return model + CAUSAL;
  }
}
