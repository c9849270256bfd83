/**
 * When it rains in a recording, by a quick look at it. In: a file. Out: a survey of single looks,
 * and the stretches of rain that a row of looks tells of.
 *
 * <pre>
 *   KeyFrames ─► Looker ─► SmallWindow (Aligner, Scorer) ─► Look ... ─► Survey ─► Stretches
 * </pre>
 */
package org.derain.pipeline.triage;
