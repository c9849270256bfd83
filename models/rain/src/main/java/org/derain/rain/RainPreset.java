package org.derain.rain;

import java.util.Locale;

/** Kinds of rain by name, each a whole set of parameters; a starting point for one's own. */
public enum RainPreset {
  /** Hardly seen: fine drops and a little mist. */
  DRIZZLE("fine drops, hardly seen one by one; the far scene goes grey") {
    @Override
    public RainParameters parameters(long seed) {
      return fall(
          RainType.LIGHT, seed, new Rainfall(1, 0.5, 0.3, 10, Camera.still(0.01)), 400, 0.4);
    }
  },
  /** A light shower. */
  LIGHT("a light shower: single streaks, clear air") {
    @Override
    public RainParameters parameters(long seed) {
      return fall(RainType.LIGHT, seed, new Rainfall(5, 1, 0.5, 8, Camera.still(0.008)), 150, 0.5);
    }
  },
  /** Heavy rain. */
  HEAVY("heavy rain: dense streaks, and mist that thickens with distance") {
    @Override
    public RainParameters parameters(long seed) {
      return fall(RainType.HEAVY, seed, new Rainfall(35, 2, 1, 14, Camera.still(0.012)), 120, 0.6);
    }
  },
  /** A cloudburst with wind. */
  STORM("a cloudburst in gusts of wind: slanting streaks, the distance is gone") {
    @Override
    public RainParameters parameters(long seed) {
      return fall(RainType.HEAVY, seed, new Rainfall(100, 9, 3, 12, Camera.still(0.01)), 120, 0.8);
    }
  },
  /** Through a car's windshield. */
  WINDSHIELD("through a car's windshield: drops stick, some run down and leave trails") {
    @Override
    public RainParameters parameters(long seed) {
      Camera camera = new Camera(58, 0.008, 2, 12, 15, 0, 0, 0.45);
      return fall(RainType.DROPS, seed, new Rainfall(8, 0, 0.5, 8, camera), 200, 0.5)
          .withGlass(glass(seed));
    }
  },
  /** In the dark. */
  NIGHT("at night: the scene darkens, streaks show where lamps light them") {
    @Override
    public RainParameters parameters(long seed) {
      return fall(RainType.NIGHT, seed, new Rainfall(25, 2, 1, 9, Camera.still(0.02)), 60, 2)
          .withNight(night());
    }
  };

  private final String about;

  RainPreset(String about) {
    this.about = about;
  }

  /** What one sees. */
  public String about() {
    return about;
  }

  /** The name in options: drizzle, light, heavy, storm, windshield, night. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The parameters.
   *
   * @param seed of the drops; another one is other rain of the same kind
   */
  public abstract RainParameters parameters(long seed);

  /** Drops on a windshield as a dashcam close behind it sees them. */
  public static Glass glass(long seed) {
    return new Glass(36, 0.4, 5, 0.14, 0.03, 0.02, 60, 42, seed);
  }

  /** A street at night. */
  public static Night night() {
    return new Night(45, 4, 1, 0.5, 0.4, 0.1);
  }

  private static RainParameters fall(
      RainType type, long seed, Rainfall fall, double depth, double noise) {
    return new RainParameters(
        seed,
        type,
        fall,
        null,
        0.7,
        new Veil(fall.extinction(), 50, Depth.layers(0.3 * depth, depth)),
        null,
        null,
        new Sensor(noise, 0),
        null);
  }
}
