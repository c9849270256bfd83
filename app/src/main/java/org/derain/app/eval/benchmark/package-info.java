/**
 * A benchmark: many methods on many sets, one table. In: a benchmark file. Out: a table, a page,
 * JSON. Judging itself is {@link org.derain.app.eval.measure}'s.
 */
package org.derain.app.eval.benchmark;
