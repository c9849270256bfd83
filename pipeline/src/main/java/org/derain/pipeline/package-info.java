/**
 * Frames in, windows, network, frames out.
 *
 * <pre>
 *   FrameSource ─► [slot] ═ Disruptor ring of frame slots ═► SceneStage ─► AlignStage ─► DerainStage ─► SinkStage ─► FrameSink
 *   (Decoding)       │ planar YUV 4:2:0, off heap              cuts, flow    windows       RainFilter      │
 *                    └── Stamps: captured, decode, gate, derain, encode, encoded ─────────► LatencyRecorder
 * </pre>
 *
 * <p>Each stage has a thread and hands over frame by frame. {@link
 * org.derain.pipeline.run.Pipeline} puts them together, {@link
 * org.derain.pipeline.inference.Derainer} is the network.
 */
package org.derain.pipeline;
