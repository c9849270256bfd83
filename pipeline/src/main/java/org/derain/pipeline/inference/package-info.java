/**
 * The one place that calls ONNX Runtime. In: windows of pictures. Out: derained pictures and rain
 * scores ({@link org.derain.pipeline.inference.Derainer}), or scores alone ({@link
 * org.derain.pipeline.inference.Scorer}). It knows no ring, no file and no camera.
 */
package org.derain.pipeline.inference;
