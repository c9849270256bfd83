/**
 * Cameras: frames in real time, for weeks.
 *
 * <p>A camera's supervisor opens its {@link org.derain.pipeline.live.LiveSource}, runs a pipeline
 * that decides frame by frame whether there is time and reason to derain, and opens the source
 * again when it was lost, while the {@link org.derain.pipeline.live.LiveSink} stays up.
 */
package org.derain.pipeline.live;
