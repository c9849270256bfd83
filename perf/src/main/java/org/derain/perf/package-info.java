/**
 * Benchmarks: {@code derain bench}.
 *
 * <pre>
 *   speed    the real thing : ffmpeg, rainy and dry      processes of their own,
 *   tax      our pipeline without a network : ffmpeg     measured from outside
 *   growth   memory and time against the clip's length
 *   micro    the hot pieces                              JMH, package micro
 * </pre>
 *
 * Comparisons are printed as ratios. Nothing here passes or fails by a time.
 */
package org.derain.perf;
