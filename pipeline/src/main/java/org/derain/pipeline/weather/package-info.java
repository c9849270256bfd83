/**
 * When rain begins, changes its kind and ends. In: scores, in the order of their times. Out: {@link
 * org.derain.pipeline.weather.RainChange}. It knows neither cameras nor files.
 */
package org.derain.pipeline.weather;
