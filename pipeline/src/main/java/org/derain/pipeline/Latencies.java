package org.derain.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How long frames spent where.
 *
 * @param decode in the source, including what it waits for
 * @param waited between the stages, and for the frames after that complete a window
 * @param gate finding cuts and motion, and warping the neighbours
 * @param derain in the network
 * @param steady evening out what flickers in derained frames
 * @param encode in the sink
 * @param endToEnd from the begin of decoding to the end of encoding
 */
public record Latencies(
    LatencyStats decode,
    @JsonProperty("wait") LatencyStats waited,
    LatencyStats gate,
    LatencyStats derain,
    LatencyStats steady,
    LatencyStats encode,
    @JsonProperty("end_to_end") LatencyStats endToEnd) {}
