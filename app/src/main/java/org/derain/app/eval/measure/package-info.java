/**
 * Clips with a known twin, treated and measured. In: pairs, or clean clips and rain. Out: figures
 * of each clip and method. It knows no table and no page.
 */
package org.derain.app.eval.measure;
