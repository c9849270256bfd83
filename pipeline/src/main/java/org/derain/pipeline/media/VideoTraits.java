package org.derain.pipeline.media;

import org.derain.frames.FrameFormat;
import org.derain.frames.Rational;

/**
 * What a result must share with its source.
 *
 * @param width of the pictures as they are shown before aspect ratio and rotation, in pixels; may
 *     be odd
 * @param height likewise
 * @param format of the pictures in the pipeline: the same size, made even
 * @param frameRate average, in frames per second
 * @param timeBase the unit of timestamps, in seconds
 * @param pixelAspect width of a pixel divided by its height; 0/1 when unknown
 * @param colours the tags
 */
public record VideoTraits(
    int width,
    int height,
    FrameFormat format,
    Rational frameRate,
    Rational timeBase,
    Rational pixelAspect,
    Colours colours) {}
