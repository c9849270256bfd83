/**
 * JavaCV: its grabbers as sources, and the way of a frame as one of its filters.
 *
 * <pre>
 *   FrameGrabber ─► DerainFrameFilter ─► FrameRecorder
 *                     push: PackedFrame ─► Passage: Pixels ─► Pipeline ─► back into it ─► pull
 * </pre>
 *
 * <p>What enters {@link org.derain.javacv.DerainFrameFilter}: pictures, raw or in colour, sound and
 * data, as grabbers give them. What leaves: the same frames in the same order and pixel formats,
 * copied, the pictures without rain.
 */
package org.derain.javacv;
