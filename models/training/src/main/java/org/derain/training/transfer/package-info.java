/**
 * What real footage without truth teaches (task transfer, arXiv 2208.13133): two connected tasks
 * with a teacher each, and the student that both teach. In: real clips. Out: weights to start from.
 * It knows nothing of rendered rain.
 */
package org.derain.training.transfer;
