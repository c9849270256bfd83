package org.derain.pipeline.ring;

import org.derain.frames.Picture;
import org.derain.pipeline.FrameTime;

/**
 * A frame that shows what the one before shows.
 *
 * @param picture its own, which differs by no more than an encoder's noise
 * @param time its own
 */
public record Repeat(Picture picture, FrameTime time) {}
