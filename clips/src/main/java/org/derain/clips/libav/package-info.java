/**
 * libav* in Java's terms, and the options of a command in ffmpeg's words. It knows no track and no
 * file.
 */
package org.derain.clips.libav;
