/**
 * What flickers in derained frames is evened out along the motion. In: slots with derained frames.
 * Out: slots with steadied ones. It knows neither network nor encoder.
 */
package org.derain.pipeline.deflicker;
