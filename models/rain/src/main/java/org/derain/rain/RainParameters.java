package org.derain.rain;

import java.util.List;

/**
 * Everything that makes the rain of a clip: with it the same rain comes again, bit for bit. Parts
 * that are absent are null.
 *
 * @param seed of all that differs from frame to frame, and of the drops in the air
 * @param type what kind of rain it is to be called
 * @param fall drops in the air, in physical units; null: none
 * @param layers streaks cut from repeating textures, far to near, in pixels: all streaks of the
 *     "looks-right" recipe, or those of a rainfall that are too fine to be drawn one by one
 * @param ambient how much of a streak's light comes from the brightest part of the scene, the rest
 *     from what is around it, 0 to 1
 * @param veil of far rain; null: none
 * @param night scene darkened, with lamps; null: as it is
 * @param glass drops on the glass; null: none
 * @param sensor noise and recompression over everything
 * @param scene mean luma of the clip's dry scene in 8-bit steps, to which veil and night refer;
 *     null: of each picture by itself, which makes them breathe with a changing picture
 */
public record RainParameters(
    long seed,
    RainType type,
    Rainfall fall,
    List<StreakLayer> layers,
    double ambient,
    Veil veil,
    Night night,
    Glass glass,
    Sensor sensor,
    Double scene) {

  /** Checks the ranges; layers and sensor may be left out. */
  public RainParameters {
    if (type == null) {
      throw new IllegalArgumentException("type: missing");
    }
    Check.range("ambient", ambient, 0, 1);
    layers = layers == null ? List.of() : List.copyOf(layers);
    sensor = sensor == null ? Sensor.NONE : sensor;
    if (scene != null) {
      Check.range("scene", scene, 0, 255);
    }
  }

  /** A scene without rain, as the camera gives it. */
  public static RainParameters dry(long seed) {
    return new RainParameters(
        seed, RainType.LOOKS, null, List.of(), 0.5, null, null, null, Sensor.NONE, null);
  }

  /** Whether there is no rain at all. */
  public boolean dry() {
    return fall == null
        && layers.isEmpty()
        && (glass == null || glass.density() == 0)
        && (veil == null || veil.extinction() == 0);
  }

  /** Reads what {@link #toJson} wrote; an unknown key or a value out of range is refused. */
  public static RainParameters parse(String json) {
    return RainJson.parse(json);
  }

  /** As JSON, one key per line. */
  public String toJson() {
    return RainJson.write(this);
  }

  /** With another seed. */
  public RainParameters withSeed(long other) {
    return new RainParameters(
        other, type, fall, layers, ambient, veil, night, glass, sensor, scene);
  }

  /** With other layers of streaks. */
  public RainParameters withLayers(List<StreakLayer> other) {
    return new RainParameters(seed, type, fall, other, ambient, veil, night, glass, sensor, scene);
  }

  /** With another veil, or none (null). */
  public RainParameters withVeil(Veil other) {
    return new RainParameters(
        seed, type, fall, layers, ambient, other, night, glass, sensor, scene);
  }

  /** With another night, or none (null). */
  public RainParameters withNight(Night other) {
    return new RainParameters(seed, type, fall, layers, ambient, veil, other, glass, sensor, scene);
  }

  /** With another glass, or none (null). */
  public RainParameters withGlass(Glass other) {
    return new RainParameters(seed, type, fall, layers, ambient, veil, night, other, sensor, scene);
  }

  /** With another sensor. */
  public RainParameters withSensor(Sensor other) {
    return new RainParameters(seed, type, fall, layers, ambient, veil, night, glass, other, scene);
  }

  /** With the mean luma of the dry scene, 0 to 255, or null. */
  public RainParameters withScene(Double other) {
    return new RainParameters(seed, type, fall, layers, ambient, veil, night, glass, sensor, other);
  }

  /**
   * With the layers that its rainfall needs in pictures of a size: the streaks too fine to be drawn
   * one by one. Without a rainfall nothing changes. The same again for the same size.
   *
   * @param width of the pictures in pixels
   * @param framesPerSecond of the clip
   */
  public RainParameters sized(int width, double framesPerSecond) {
    return fall == null ? this : withLayers(FarRain.layers(fall, width, framesPerSecond, seed));
  }
}
