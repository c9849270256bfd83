/**
 * Weights of rain types, out of how their held-out losses fall. In: losses, look by look. Out:
 * weights. It knows neither windows nor networks.
 */
package org.derain.training.balance;
