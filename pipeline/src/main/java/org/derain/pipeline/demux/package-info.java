/**
 * Reading one video file. In: a path. Out: the frames of its video ({@link
 * org.derain.pipeline.demux.MediaSource}), with exact times, and what is broken in it.
 *
 * <pre>
 *   file ─► Demuxer ─► Decoder ─► FrameIntake ─► MediaSource
 * </pre>
 *
 * It knows nothing of results.
 */
package org.derain.pipeline.demux;
