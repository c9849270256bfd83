/** The cameras of one process, and how they are as JSON. It knows neither terminal nor web page. */
package org.derain.app.live.fleet;
