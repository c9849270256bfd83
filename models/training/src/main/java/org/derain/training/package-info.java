/** Datasets, losses and the training run. Needs libtorch. */
package org.derain.training;
