/**
 * Stretches of a file cleaned, the packets of all else kept. In: a request and spans of time. Out:
 * a target that appears whole or not at all. It knows the forms of H.264 and H.265 packets, and
 * joins what two encoders made into one stream.
 *
 * <pre>
 *   SourcePackets ─► Part ... ─► StretchRun ... ─► logs ─┐
 *   packets of the source ───────────────────────────────┴─► JoinedVideo ─► Muxer ─► file
 * </pre>
 */
package org.derain.pipeline.cut;
