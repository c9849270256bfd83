/** The trained weights as ONNX with a model card each; no native code. */
package org.derain.zoo;
