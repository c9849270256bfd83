package org.derain.rain;

/**
 * How far the scene is, for the veil: in metres.
 *
 * @param kind how depth follows from the place in the picture
 * @param near in metres, 0 to 100 000: the ground under the lower edge, the nearer layer (below),
 *     or what is white in the map
 * @param far in metres, 0 to 100 000: the most that counts on the plane, the farther layer (above),
 *     or what is black in the map
 * @param horizon of the plane, or border of the layers: share of the picture's height from the top,
 *     -1 to 2
 * @param map file of a grey picture (8 or 16 bit), stretched to the size of the video; null for the
 *     other kinds
 */
public record Depth(Kind kind, double near, double far, double horizon, String map) {
  /** How depth follows from the place in the picture. */
  public enum Kind {
    /** Ground that reaches from the lower edge to the horizon, and far above it. */
    PLANE,
    /** Two depths, one above the other, that blend into each other. */
    LAYERS,
    /** A picture of nearness: white is near, black is far; depth runs evenly between them. */
    MAP
  }

  /** Checks the ranges. */
  public Depth {
    if (kind == null) {
      throw new IllegalArgumentException("depth: kind is missing");
    }
    Check.range("near (m)", near, 0, 100_000);
    Check.range("far (m)", far, 0, 100_000);
    Check.range("horizon", horizon, -1, 2);
    if ((kind == Kind.MAP) != (map != null)) {
      throw new IllegalArgumentException("depth: a map belongs to kind MAP, and only to it");
    }
  }

  /** Ground from some metres away up to {@code far} metres. */
  public static Depth plane(double near, double far, double horizon) {
    return new Depth(Kind.PLANE, near, far, horizon, null);
  }

  /** {@code far} metres in the upper half and {@code near} metres in the lower. */
  public static Depth layers(double near, double far) {
    return new Depth(Kind.LAYERS, near, far, 0.5, null);
  }

  /** By a grey picture, from white, {@code near} metres, to black, {@code far} metres. */
  public static Depth map(String file, double near, double far) {
    return new Depth(Kind.MAP, near, far, 0.5, file);
  }
}
