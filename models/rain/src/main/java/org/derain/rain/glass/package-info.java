/** Drops on the glass before the lens: where they sit, run and how they refract. */
package org.derain.rain.glass;
