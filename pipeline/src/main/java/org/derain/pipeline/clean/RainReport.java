package org.derain.pipeline.clean;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;

/**
 * The rain that a network saw in a file.
 *
 * @param mean amount over the frames that it looked at, 0 dry to 1
 * @param types number of frames by type: dry, streaks, night, drops
 * @param sensitivity 0 to 1: a frame counted as rainy from an amount of 1 - sensitivity on
 * @param rainy how many frames counted as rainy; not part of the JSON
 */
public record RainReport(
    double mean, Map<String, Long> types, double sensitivity, @JsonIgnore long rainy) {}
