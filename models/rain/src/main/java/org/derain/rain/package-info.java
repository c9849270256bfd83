/**
 * Puts rain on clean video.
 *
 * <pre>
 *   clean picture ─► streak layers far to near ─► veil ─► sensor noise ─► recompression ─► rainy picture
 *                    (StreakTexture, moved          (Rain, from its parameters and a frame's number)
 *                     and composited per frame)
 * </pre>
 *
 * <p>{@link org.derain.rain.RainParameters} say everything: the same parameters give the same rain,
 * whatever was rendered before. {@link org.derain.rain.Rainfall} makes them from a rain rate;
 * {@link org.derain.rain.RainSampler} draws them as widely as training needs. A renderer of drops
 * in space, or of drops on glass, is another source of layers: it takes its place beside {@link
 * org.derain.rain.StreakTexture} behind {@link org.derain.rain.Rain}.
 */
package org.derain.rain;
