/** JMH benchmarks of the pieces that every frame goes through. */
package org.derain.perf.micro;
