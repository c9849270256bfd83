/**
 * Rain drawn over pictures ({@link org.derain.rain.render.Rain}). In: a clean picture and {@link
 * org.derain.rain.RainParameters}. Out: the rainy picture, and the truth.
 */
package org.derain.rain.render;
