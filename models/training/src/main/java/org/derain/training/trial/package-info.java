/**
 * Arms of one run, learned from the same windows for the same number of steps and judged alike:
 * what something is worth against leaving it out. In: a run file with a trial. Out: one table. It
 * knows nothing of what the arms differ in.
 */
package org.derain.training.trial;
