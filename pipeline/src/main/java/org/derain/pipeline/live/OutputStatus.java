package org.derain.pipeline.live;

/**
 * How an output is.
 *
 * @param url redacted
 * @param connected whether packets go out
 * @param packets written
 * @param bytes written
 * @param lost packets that it missed while it was away or too slow
 * @param reconnects times that it was opened again
 * @param error why it is not connected, redacted; null for no reason
 */
public record OutputStatus(
    String url,
    boolean connected,
    long packets,
    long bytes,
    long lost,
    long reconnects,
    String error) {}
