/** Benchmarks. */
package org.derain.perf;
