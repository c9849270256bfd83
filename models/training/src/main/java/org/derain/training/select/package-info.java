/**
 * Which rendered rain looks real (retrieval-selected data of UniRain, arXiv 2603.03967). A run file
 * and footage enter; memories of recipes, a page and a table leave. A library of real rain and
 * candidates are seen alike ({@link View}); three levels of retrieval find the real windows nearest
 * to a candidate ({@link Retrieval}); three judges vote ({@link Judges}). It knows configuration,
 * data and learning; nothing of them knows it.
 */
package org.derain.training.select;
