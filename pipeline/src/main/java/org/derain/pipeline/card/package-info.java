/**
 * A card of a dashcam, or an archive of cards: finds where it rains, cleans exactly that, and
 * leaves all else as it is.
 *
 * <pre>
 *   CardWalk ─► Recording ... ─► Surveyor (Triage) ─► Survey ... ─► Drive ─► Stretches ─► Plan of Tasks
 *                                                                                          │
 *               Journal ◄── Outcome ... ◄── CardJob ◄── copy │ CutJob (rainy stretches) │ CleanJob
 * </pre>
 */
package org.derain.pipeline.card;
