/** Figures as a table, JSON, a page, a model's card. */
package org.derain.app.eval.report;
