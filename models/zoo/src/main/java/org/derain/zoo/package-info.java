/**
 * The trained networks as ONNX with a model card each, and what makes an ONNX file one of ours; no
 * native code.
 *
 * <pre>
 *   name or FILE.onnx ─► Zoo ─► Model ─► onnx(bit depth) ─► inference engine
 *                         │       └── ModelCard: size, cost, training, measured quality
 *                         └── Contract: refuses what does not fit, with the reason
 * </pre>
 */
package org.derain.zoo;
