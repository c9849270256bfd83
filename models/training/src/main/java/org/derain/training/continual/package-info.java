/**
 * Several rains one after another (RRGNet, arXiv 2308.05346), and what is forgotten meanwhile:
 * sequences, review, and the experiment that compares ways of learning them.
 */
package org.derain.training.continual;
