/**
 * One training: steps, losses, teacher, checkpoints, held-out figures, the finished model. In: a
 * run and samples. Out: weights, model, card, report.
 */
package org.derain.training.learn;
