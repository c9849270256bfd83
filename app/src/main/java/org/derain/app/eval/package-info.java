/**
 * Judging a model on clips whose clean twin is known.
 *
 * <pre>
 *   ClipPairs ─► ClipPair ─► Pipeline (as in clean) ─► ClipJudge ─► ClipResult ─► table, JSON, HTML
 *                rainy, clean   rainy, derained frames    figures of input, medians, model
 * </pre>
 */
package org.derain.app.eval;
