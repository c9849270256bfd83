/**
 * The work on a card or an archive, done by the machines of a Spark cluster. In: names of files in
 * a store (any file system that Hadoop knows) and the settings of {@code derain dashcam}. Out: the
 * files of the result in a store, as the local command would have made them.
 *
 * <pre>
 *   Manifest ─► Looking ... ─► Plan ─► Cutting ... ─► Treating ... ─► Joining ... ─► report.csv
 *   driver      a recording   driver   a rainy one    a stretch, or   a cut one      driver
 *                                                     a whole file
 * </pre>
 *
 * What stands between two arrows is a task of Spark: it takes what it works on out of the store,
 * works on a disk of its own machine, and puts what it made into the store, whole or not at all.
 * Tasks hand each other names and figures, never pixels. What cleans, cuts and decides is in
 * org.derain.pipeline; nothing there knows of Spark.
 */
package org.derain.fleet;
