/**
 * Cameras: frames in real time, for weeks.
 *
 * <pre>
 *   LiveCamera: opens, runs, waits (Backoff), opens again
 *     CameraSource ─► LivePipeline ─► CameraOutputs ─► Output, Output, ...
 *     (LiveSource)         │            (LiveSink)
 *                          ├─ CameraFilter: derained, passed or dropped?
 *                          │    RainGate     does it rain?
 *                          │    Pace         is there time?
 *                          │    TierChoice   with which network? (Governor, Tiers)
 *                          └─ Traffic: counts, rates, latencies
 *   Engines: networks that cameras share, each device with one Worker and its queue of Turns
 * </pre>
 *
 * <pre>
 *   CameraSource:  network ─► CameraInput ─ CameraReader ─► packets ─► CameraDecoder ─► CameraPictures
 *                  (a thread)                AccessUnits whole pictures, SourceClock one clock ─► sound
 *   CameraOutputs: pictures ─► one VideoEncoder ─► packets, and the sound before them ─► every Output
 *   Output:        (a thread) packets ─► OutputMuxer: a server, a file, a folder of pieces; Backoff
 * </pre>
 *
 * <p>A camera's supervisor opens its {@link org.derain.pipeline.live.LiveSource}, runs a pipeline
 * that decides frame by frame whether there is time and reason to derain, and opens the source
 * again when it was lost, while the {@link org.derain.pipeline.live.LiveSink} stays up.
 */
package org.derain.pipeline.live;
