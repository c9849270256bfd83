package org.derain.app.eval;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.derain.app.eval.report.CardFigures;

/**
 * What an evaluation leaves behind.
 *
 * @param text for the terminal
 * @param json for {@code --json}
 * @param html for {@code --report}
 * @param card enters the figures into a model card
 */
record Outcome(
    String text, Supplier<String> json, Supplier<String> html, Consumer<CardFigures> card) {}
