package org.derain.pipeline.cut;

/**
 * A stretch of a video.
 *
 * @param from seconds from its beginning
 * @param to seconds from its beginning
 */
public record Span(double from, double to) {}
