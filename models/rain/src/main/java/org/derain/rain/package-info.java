/** Puts rain on clean video. */
package org.derain.rain;
