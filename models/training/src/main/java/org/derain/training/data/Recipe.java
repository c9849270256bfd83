package org.derain.training.data;

import org.derain.rain.RainParameters;

/**
 * All that makes the windows of one patch, in some hundred bytes: from it and the footage the same
 * windows come again, bit for bit.
 *
 * @param clip file name of the footage
 * @param run number of the run of pictures within the clip
 * @param seed of the choice of pictures, patch and windows
 * @param single whether one picture is repeated instead of its neighbours
 * @param rain on them
 * @param overlay seed of what is written over them, {@link org.derain.rain.overlay.Overlay#of};
 *     null: nothing
 */
public record Recipe(
    String clip, int run, long seed, boolean single, RainParameters rain, Long overlay) {}
