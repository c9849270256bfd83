/**
 * The network, written once against {@link org.derain.network.Operators}: libtorch runs it to
 * learn, {@link org.derain.network.OnnxExport} writes it out to serve, {@link
 * org.derain.network.Cost} counts it.
 *
 * <p>RRGNet-style (arXiv 2308.05346): five motion-aligned frames are grouped by their distance from
 * the centre, a shared stem reads each group, an encoder and decoder fuse them at a quarter, an
 * eighth and, with dilated convolutions, a sixteenth of the resolution, and what comes out is rain
 * to be taken off the centre frame.
 */
package org.derain.network;
