/**
 * Writing one video file. In: pictures, and the other streams of the source. Out: packets in a log
 * while frames come ({@link org.derain.pipeline.mux.VideoWriter}), and a whole file in the end
 * ({@link org.derain.pipeline.mux.Muxer}). It knows no network.
 *
 * <pre>
 *   pictures ─► VideoWriter ─► VideoEncoder ─► PacketLog
 *   PacketLog + every other stream of the source ─► Muxer ─► file
 * </pre>
 */
package org.derain.pipeline.mux;
