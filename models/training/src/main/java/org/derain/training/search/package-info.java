/**
 * The network for a time budget. A run file with a {@code search} and a model to start from enter;
 * candidates around that model's size, timed on this machine, learn in rounds of which the better
 * half goes on, and the one that is left leaves as any finished run does, with a report beside it.
 * Knows how one network learns, and nothing of tasks or trials.
 */
package org.derain.training.search;
