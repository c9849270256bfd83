/**
 * JavaCV: its grabbers as sources, and the way of a frame as one of its filters.
 *
 * <pre>
 *   FrameGrabber ─► DerainFrameFilter ─► FrameRecorder
 *                     push: PackedFrame ─► Passage: Pixels ─► Pipeline ─► back into it ─► pull
 *
 *   FrameGrabber ─► Feed ─► GrabberSource ─► Pipeline
 *                   Feed ─► Grabbing (a thread) ─► GrabberCamera ─► LiveCamera
 *                   GrabberAddress: javacv:NAME:DEVICE to a grabber; JavacvCamera chooses
 * </pre>
 *
 * <p>What enters {@link org.derain.javacv.DerainFrameFilter}: pictures, raw or in colour, sound and
 * data, as grabbers give them. What leaves: the same frames in the same order and pixel formats,
 * copied, the pictures without rain. What enters {@link org.derain.javacv.GrabberSource} is a
 * grabber that is not started; what leaves are 4:2:0 pictures with times in the unit of its traits.
 */
package org.derain.javacv;
