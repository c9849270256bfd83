/**
 * Planar 4:2:0 pictures, temporal windows and motion alignment: what learning and serving share.
 *
 * <pre>
 *   VideoReader ─► Picture ─► Aligner ─► window {t-2, t-1, t, t+1, t+2} on the grid of frame t
 *   (FFmpeg)       Y U V      (DIS flow)
 * </pre>
 *
 * <p>The picture is the codec's own: 4:2:0 planes of 8 bits, or of 9 to 15 bits in the low bits of
 * little-endian 16-bit words. Nothing here converts to RGB, except {@link
 * org.derain.frames.Quality}, which must.
 */
package org.derain.frames;
