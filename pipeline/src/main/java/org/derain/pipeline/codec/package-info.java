/**
 * FFmpeg for files and cameras alike: decoded frames to pictures ({@link
 * org.derain.pipeline.codec.FrameIntake}), pictures to packets ({@link
 * org.derain.pipeline.codec.VideoEncoder}), and what codecs, pixel formats and containers can do.
 * It knows neither files nor cameras.
 */
package org.derain.pipeline.codec;
