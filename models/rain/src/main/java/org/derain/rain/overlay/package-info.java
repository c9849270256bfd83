/** Clocks, logos and captions over pictures, which are not rain. */
package org.derain.rain.overlay;
