/**
 * {@code cameras.yaml}: read, checked with every mistake at its line, watched. In: a file. Out:
 * settings of cameras.
 */
package org.derain.app.live.config;
