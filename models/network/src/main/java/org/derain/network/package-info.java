/**
 * The network, written once against an operator interface; run by libtorch, written out as ONNX.
 */
package org.derain.network;
