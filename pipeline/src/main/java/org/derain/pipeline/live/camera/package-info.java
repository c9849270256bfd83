/**
 * One camera for weeks: opened, run, opened again, and frame by frame the decision whether there is
 * time and reason to derain.
 *
 * <pre>
 *   LiveCamera: opens, runs, waits (Backoff), opens again
 *     LiveSource ─► LivePipeline ─► LiveSink
 *                        │
 *                        ├─ CameraFilter: derained, passed or dropped?
 *                        │    RainGate      does it rain?
 *                        │    FrameTimings  is there time?
 *                        │    TierChoice    with which network? (Governor, Tiers)
 *                        └─ FrameStatistics: counts, rates, latencies
 *   Engines: networks that cameras share, each device with one Worker and its queue of InferenceRequests
 * </pre>
 *
 * <p>In: settings and parts. Out: status. It knows no command line and no web page.
 */
package org.derain.pipeline.live.camera;
