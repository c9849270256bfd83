/**
 * The trained networks as ONNX with a model card each, and what makes an ONNX file one of ours; no
 * native code.
 *
 * <pre>
 *   name or FILE.onnx ─► Zoo ─► Model ─► onnx(bit depth) ─► inference engine
 *                         │       ├── scorer(bit depth): the part of the network that tells RainScore
 *                         │       └── ModelCard: size, cost, training, measured quality
 *                         └── Inspection: refuses what does not fit the Contract, with the reason
 * </pre>
 */
package org.derain.zoo;
