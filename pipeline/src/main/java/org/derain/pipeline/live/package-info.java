/**
 * Cameras as others see them: what is asked of one ({@link
 * org.derain.pipeline.live.CameraSettings}), how it is ({@link
 * org.derain.pipeline.live.CameraStatus}), and what it is made of ({@link
 * org.derain.pipeline.live.LiveSource}, {@link org.derain.pipeline.live.LiveSink}). It opens no
 * connection.
 *
 * <pre>
 *   input ─► LiveSource ─► camera: LivePipeline ─► LiveSink ─► output
 * </pre>
 */
package org.derain.pipeline.live;
