/** Frames in, windows, network, frames out. */
package org.derain.pipeline;
