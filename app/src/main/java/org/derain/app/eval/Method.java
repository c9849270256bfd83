package org.derain.app.eval;

import org.derain.zoo.Model;

/**
 * A model as it is judged.
 *
 * @param name the model's; with "-causal" when it may not look ahead
 * @param future frames that its windows look ahead: 2 or 0
 */
record Method(String name, Model model, int future) {
  private static final String CAUSAL = "-causal";

  /** The model with the frames behind and ahead. */
  static Method centred(Model model) {
    return new Method(model.name(), model, 2);
  }

  /** The model with the frames behind only, as in live use. */
  static Method causal(Model model) {
    return new Method(causalName(model.name()), model, 0);
  }

  /** What the causal method of a model is called. */
  static String causalName(String model) {
    return model + CAUSAL;
  }
}
