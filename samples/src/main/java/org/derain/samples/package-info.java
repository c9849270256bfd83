/** Small programs that use the library. */
package org.derain.samples;
