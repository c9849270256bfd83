package org.derain.pipeline;

/**
 * What became of the frames.
 *
 * @param in decoded, without those that only served as neighbours
 * @param out written
 * @param derained of those written, without rain
 * @param passed of those written, as they came: bypassed, or because the network failed
 * @param dropped decoded but not written
 * @param corrupt found damaged by the source
 */
public record FrameCounts(
    long in, long out, long derained, long passed, long dropped, long corrupt) {}
