package org.derain.app.rain;

import org.derain.rain.RainParameters;
import org.derain.rain.RainPreset;

/**
 * A preset as a gallery shows it.
 *
 * @param used its parameters on this clip
 * @param command that makes it
 * @param fps how fast it was rendered, with decoding and encoding
 * @param still number of the frame in the picture
 * @param picture a frame as JPEG
 * @param clip H.264 in MP4
 */
record GalleryItem(
    RainPreset preset,
    RainParameters used,
    String command,
    double fps,
    int still,
    byte[] picture,
    byte[] clip) {}
