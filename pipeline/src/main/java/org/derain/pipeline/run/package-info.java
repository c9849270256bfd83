/**
 * Runs: the stages put together, offline ({@link org.derain.pipeline.run.Pipeline}) and in real
 * time ({@link org.derain.pipeline.run.LivePipeline}).
 *
 * <pre>
 *   FrameSource ─► [slot] ═ ring ═► SceneStage ─► AlignStage ─► DerainStage ─► DeflickerStage ─► SinkStage ─► FrameSink
 *   (Decoding)       │               cuts, flow    windows       RainFilter                          │
 *                    └── Stamps: captured, decode, gate, derain, steady, encode, encoded ──► LatencyRecorder
 * </pre>
 *
 * <p>In: a source, a filter, a sink. Out: frames in the sink, and figures. It knows neither files
 * nor cameras nor ONNX Runtime.
 */
package org.derain.pipeline.run;
