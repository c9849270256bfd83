/**
 * Puts rain on clean video.
 *
 * <pre>
 *  clean picture
 *    ─► night: darkened, with lamps and their glow          (NightScene, LampRow)   also in the truth
 *    ─► streaks too fine to be drawn one by one             (FarRain, StreakTexture, LayeredStreaks)
 *    ─► veil by depth                                       (VeilMap)
 *    ─► drops in space, far to near, in the scene's light   (DropField, Projection, StreakPainter, Lighting)
 *    ─► drops on the glass                                  (GlassDrops)
 *    ─► sensor noise, recompression                         (SensorModel)           also in the truth
 *    ─► clocks, logos, captions, where they are asked for   (Overlay)               also in the truth
 *  rainy picture
 * </pre>
 *
 * <p>{@link org.derain.rain.RainParameters} say everything in physical units, and are saved as JSON
 * with a clip: the same parameters give the same rain, bit for bit, whatever was rendered before.
 * {@link org.derain.rain.RainPreset} names some; {@link org.derain.rain.RainSampler} draws them as
 * widely as training needs, by {@link org.derain.rain.RainType}. {@link
 * org.derain.rain.render.Rain} renders them. Physical rain is composited in linear light, the looks
 * of the field's training sets in luma, as they were made.
 */
package org.derain.rain;
