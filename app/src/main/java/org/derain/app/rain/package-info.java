/** {@code derain rain}: rain on a clip, and the gallery of presets. */
package org.derain.app.rain;
