package org.derain.pipeline;

import org.derain.frames.Picture;

/**
 * A frame that shows what the one before shows.
 *
 * @param picture its own, which differs by no more than an encoder's noise
 * @param time its own
 */
record Repeat(Picture picture, FrameTime time) {}
