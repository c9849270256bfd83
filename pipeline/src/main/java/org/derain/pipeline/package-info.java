/**
 * The contract between those who bring frames, those who take rain out of them, and those who take
 * them away. In: nothing. Out: interfaces and records. It knows no file, no camera, no ONNX
 * Runtime.
 *
 * <pre>
 *   FrameSource ─► run: ring, window, inference, deflicker ─► FrameSink
 *      demux (a file), live.input (a camera)        mux (a file), live.output (a camera)
 * </pre>
 *
 * <p>{@code clean} does a whole file, {@code still} a picture, {@code live.camera} a camera.
 */
package org.derain.pipeline;
