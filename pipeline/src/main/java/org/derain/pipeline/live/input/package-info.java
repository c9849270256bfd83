/**
 * A camera's packets become pictures here. In: an address. Out: a {@link
 * org.derain.pipeline.live.LiveSource}.
 *
 * <pre>
 *   network ─► CameraInput ─ CameraReader ─► packets ─► CameraDecoder ─► CameraPictures ─► CameraSource
 *              (a thread)    AccessUnits whole pictures, SourceClock one clock ─► sound
 * </pre>
 *
 * It knows no output.
 */
package org.derain.pipeline.live.input;
