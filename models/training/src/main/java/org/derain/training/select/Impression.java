package org.derain.training.select;

/**
 * What a network makes of a window.
 *
 * @param embedding means and deviations of its features over the window, and means of what its rain
 *     score is read from
 * @param rain the rain score, 0 to 1, the border at 0.5
 * @param types streaks, rain in the dark, drops on glass, 0 to 1 each
 */
record Impression(float[] embedding, float rain, float[] types) {}
