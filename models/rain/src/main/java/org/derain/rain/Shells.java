package org.derain.rain;

/**
 * Which drops are drawn one by one: those that look wide enough, so many as pictures of a size can
 * bear. A drop of D mm at Z metres is {@code f·D/Z} pixels wide, so that each size of drops is
 * drawn up to a depth of its own; what lies behind is left to textures and to the veil.
 */
public final class Shells {
  /** Borders of the size classes in mm. */
  private static final double[] BORDERS = {
    Rainfall.SMALLEST, 0.75, 1.1, 1.6, 2.3, 3.3, Rainfall.LARGEST
  };

  /** Pixels of the picture for each drop drawn. */
  private static final double PIXELS_PER_DROP = 300;

  /** No drop thinner than this is drawn, however few there are; in pixels. */
  private static final double THINNEST = 0.12;

  /** Nor is one farther away, in metres. */
  private static final double FARTHEST = 40;

  /** Nor one nearer, in metres. */
  public static final double NEAREST = 0.3;

  private final Rainfall fall;
  private final double focal;
  private final double finest;

  /** For pictures of a width in pixels. */
  public Shells(Rainfall fall, int width) {
    this.fall = fall;
    this.focal = fall.camera().focal(width);
    double height = width * 9.0 / 16;
    double budget = width * height / PIXELS_PER_DROP;
    double solid = width * height / (focal * focal) / 3;
    double low = THINNEST;
    double high = 50;
    for (int i = 0; i < 40; i++) {
      double middle = Math.sqrt(low * high);
      double drops = 0;
      for (int c = 0; c < classes(); c++) {
        drops += perCubicMetre(c) * solid * Math.pow(depth(c, middle), 3);
      }
      if (drops > budget) {
        low = middle;
      } else {
        high = middle;
      }
    }
    finest = high;
  }

  public static int classes() {
    return BORDERS.length - 1;
  }

  public static double smallest(int index) {
    return BORDERS[index];
  }

  public static double largest(int index) {
    return BORDERS[index + 1];
  }

  /** In mm; there are more small ones than large ones. */
  public static double typical(int index) {
    return BORDERS[index] + 0.42 * (BORDERS[index + 1] - BORDERS[index]);
  }

  public double perCubicMetre(int index) {
    return fall.drops(BORDERS[index]) - fall.drops(BORDERS[index + 1]);
  }

  /** Width in pixels of the finest drops drawn. */
  public double finest() {
    return finest;
  }

  /** Focal length in pixels. */
  public double focal() {
    return focal;
  }

  /** Up to which distance in metres the drops of a class are drawn one by one. */
  public double depth(int index) {
    return depth(index, finest);
  }

  /** Where drops of a class look as wide as {@code width} pixels, in metres. */
  public double depth(int index, double width) {
    return Math.max(
        NEAREST, Math.min(FARTHEST, focal * typical(index) / 1000 / Math.max(width, 1e-3)));
  }
}
