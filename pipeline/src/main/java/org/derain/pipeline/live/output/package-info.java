/**
 * A camera's pictures become streams and recordings here. In: pictures, and the sound of the
 * source. Out: servers, files, folders of pieces.
 *
 * <pre>
 *   CameraOutputs: pictures ─► one VideoEncoder ─► packets, and the sound before them ─► every Output
 *   Output:        (a thread) packets ─► OutputMuxer: a server, a file, a folder of pieces; Backoff
 * </pre>
 *
 * It knows no input.
 */
package org.derain.pipeline.live.output;
