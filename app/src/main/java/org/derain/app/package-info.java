/** The command line. */
package org.derain.app;
