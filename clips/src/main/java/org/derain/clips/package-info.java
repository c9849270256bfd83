/**
 * Makes and looks at clips for tests and benchmarks, in the words of the {@code ffmpeg} and {@code
 * ffprobe} programs. Those programs want the sound and window libraries of a desktop; this package
 * needs only the libraries that the product itself uses.
 *
 * <pre>
 *   Words ─► Plan ─► Input ──► Decoder ──► Graph ──► EncodedTrack ──┐
 *            (what   (file or   (frames)   (filters)                ├──► Muxing ─► file
 *            goes     lavfi)──────────► CopiedTrack, SubtitleTrack ─┘
 *            where)
 *   Probe ─► StreamReport, FrameReport ─► JSON
 * </pre>
 *
 * Only words that are in use are understood; {@link org.derain.clips.Clip} says of any other that
 * it is unknown.
 */
package org.derain.clips;
