/** {@code derain clean}. */
package org.derain.app.clean;
