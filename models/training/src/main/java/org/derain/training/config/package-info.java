/** A run file, read and checked. It knows what is learned from and not how. */
package org.derain.training.config;
