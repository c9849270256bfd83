package org.derain.pipeline;

import org.derain.zoo.RainScore;

/**
 * What a look at a frame found.
 *
 * @param score how much and what rain there is
 * @param dry whether so little that the frame would come out as it went in
 */
public record Verdict(RainScore score, boolean dry) {}
