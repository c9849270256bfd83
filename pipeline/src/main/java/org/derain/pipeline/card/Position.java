package org.derain.pipeline.card;

/**
 * Where a recording was taken.
 *
 * @param latitude in degrees, north is positive
 * @param longitude in degrees, east is positive
 */
public record Position(double latitude, double longitude) {}
