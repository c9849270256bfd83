/**
 * Teaches the network that finds drops on the glass. In: clips without drops. Out: an ONNX file
 * that draws, from statistics over time, how likely each place is covered.
 */
package org.derain.training.glass;
