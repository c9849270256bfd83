/**
 * The Disruptor ring of frame slots. In: frames of a {@link org.derain.pipeline.FrameSource}. Out:
 * slots, to stages in their order, each on a thread of its own. It knows how far stages look
 * ({@link org.derain.pipeline.ring.Reach}) and not what they do.
 */
package org.derain.pipeline.ring;
