package org.derain.rain;

/** placeholder */
final class RainPresets {}
