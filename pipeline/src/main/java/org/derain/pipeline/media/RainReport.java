package org.derain.pipeline.media;

import java.util.Map;

/**
 * The rain that a network saw in a file.
 *
 * @param mean amount over the frames that it looked at, 0 dry to 1
 * @param types number of frames by type: dry, streaks, night, drops
 */
public record RainReport(double mean, Map<String, Long> types) {}
