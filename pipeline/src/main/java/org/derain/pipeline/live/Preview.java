package org.derain.pipeline.live;

/**
 * A frame before and after, as JPEG pictures.
 *
 * @param number of the frame since the camera started: a new number, a new frame
 * @param derained whether the network worked on it; else both pictures show the same
 * @param before the frame as it came
 * @param after the frame as it left
 */
public record Preview(long number, boolean derained, byte[] before, byte[] after) {}
