package org.derain.rain;

import java.util.Random;

/**
 * Draws rain as widely as training needs: the variety, more than the likeness of any one look, is
 * what makes a small network remove rain that it has not seen. Physical rain is drawn in physical
 * units, with the exaggeration that the field's training sets have.
 */
public final class RainSampler {
  /** The drop, in mm, by which the strength of streaks is set. */
  private static final double REFERENCE = 1.5;

  /** Narrowest angles of view, in degrees: that of a crop, and one that drops on glass bear. */
  private static final double NARROW = 9;

  private static final double WIDE = 30;

  /**
   * Most of the scene's light that a veil takes: of a thicker one, a patch cannot tell how thick it
   * is.
   */
  private static final double THICK = 0.25;

  /** Share of the picture that typical drops on the glass cover at most. */
  private static final double COVERED = 0.15;

  private final Random random;
  private final Draw draw;
  private final LooksSampler looks;
  private final double dry;
  private final int width;
  private final double widest;

  /**
   * A sampler for patches of some 320 pixels in width, cut out of pictures up to three times as
   * wide.
   *
   * @param dry share of parameters without any rain, 0 to 1, in the mix
   */
  public RainSampler(long seed, double dry) {
    this(seed, dry, 320, 3);
  }

  /**
   * A sampler.
   *
   * @param dry share of parameters without any rain, 0 to 1, in the mix
   * @param width of the pictures in pixels
   */
  public RainSampler(long seed, double dry, int width) {
    this(seed, dry, width, 1);
  }

  /**
   * For patches out of pictures up to {@code widest} times as wide: drops on the glass are larger.
   */
  private RainSampler(long seed, double dry, int width, double widest) {
    this.widest = widest;
    this.random = new Random(seed);
    this.draw = new Draw(random);
    this.looks = new LooksSampler(random);
    this.dry = dry;
    this.width = width;
  }

  /** The next rain of the mix by looks, or none. */
  public RainParameters next() {
    return looks.next(draw.chance(dry));
  }

  /** The next rain of a type; never dry. */
  public RainParameters next(RainType type) {
    return switch (type) {
      case LOOKS -> looks.next(false);
      case LIGHT -> light();
      case HEAVY -> heavy();
      case NIGHT -> night();
      case DROPS -> drops();
    };
  }

  /** The next rain by the looks of the field's training stills; never dry. */
  public RainParameters still() {
    return looks.still();
  }

  private RainParameters light() {
    Rainfall fall = fall(draw.logUniform(0.7, 12), draw.logUniform(0.15, 0.95), NARROW);
    Veil veil =
        draw.chance(0.5) ? veil(fall, draw.logUniform(0.3, 3), draw.uniform(15, 110)) : null;
    return rain(RainType.LIGHT, fall, veil, null, null, draw.sensor(3.5));
  }

  private RainParameters heavy() {
    Rainfall fall = fall(draw.logUniform(15, 120), draw.logUniform(0.1, 0.8), NARROW);
    return rain(
        RainType.HEAVY,
        fall,
        veil(fall, draw.logUniform(0.3, 2.5), draw.uniform(15, 110)),
        null,
        null,
        draw.sensor(3.5));
  }

  private RainParameters night() {
    Rainfall fall = fall(draw.logUniform(2, 80), draw.logUniform(0.15, 0.9), NARROW);
    Veil veil = draw.chance(0.4) ? veil(fall, draw.logUniform(0.3, 2), draw.uniform(0, 18)) : null;
    return rain(RainType.NIGHT, fall, veil, dark(), null, draw.sensor(7));
  }

  private RainParameters drops() {
    boolean falling = draw.chance(0.4);
    Rainfall fall =
        falling ? fall(draw.logUniform(0.7, 30), draw.logUniform(0.06, 0.4), WIDE) : null;
    Veil veil =
        falling && draw.chance(0.5)
            ? veil(fall, draw.logUniform(0.3, 2), draw.uniform(15, 90))
            : null;
    Night night = draw.chance(0.15) ? dark() : null;
    return rain(RainType.DROPS, fall, veil, night, glass(), draw.sensor(3.5));
  }

  private RainParameters rain(
      RainType type, Rainfall fall, Veil veil, Night night, Glass glass, Sensor sensor) {
    return new RainParameters(
            random.nextLong(),
            type,
            fall,
            null,
            random.nextDouble(),
            veil,
            night,
            glass,
            sensor,
            null)
        .sized(width, 25);
  }

  /**
   * A rainfall whose streaks have a strength, unless physics alone makes them stronger.
   *
   * @param strength what a drop of reference covers along its path, 0 to 1
   * @param narrowest angle of view in degrees
   */
  private Rainfall fall(double rate, double strength, double narrowest) {
    Camera camera = camera(narrowest);
    double speed = Rainfall.speed(REFERENCE);
    double opacity = Rainfall.opacity(REFERENCE, speed, camera.exposure());
    double gain = Math.max(1, Math.min(50, strength / opacity));
    boolean calm = draw.chance(0.3);
    double wind = calm ? draw.normal(0.5) : draw.normal(4);
    return new Rainfall(rate, wind, calm ? 0 : draw.uniform(0, 3), gain, camera);
  }

  /** Often a crop: a narrow view whose vanishing point may lie outside. */
  private Camera camera(double narrowest) {
    boolean moving = draw.chance(0.3);
    boolean swaying = draw.chance(0.2);
    return new Camera(
        draw.logUniform(narrowest, 75),
        draw.logUniform(1 / 1000.0, 1 / 30.0),
        draw.logUniform(0.3, 8),
        draw.logUniform(2, 40),
        moving ? draw.uniform(1, 30) : 0,
        draw.chance(0.15) ? draw.normal(10) : 0,
        swaying ? draw.uniform(0, 0.3) : 0,
        draw.chance(0.6) ? draw.uniform(0.3, 0.6) : draw.uniform(-0.5, 1.3));
  }

  /** The veil of a rainfall, thicker than physics by a factor, over one of several depths. */
  private Veil veil(Rainfall fall, double more, double airlight) {
    if (draw.chance(0.4)) {
      double share = 1 - Math.exp(-fall.extinction() * more * 0.1);
      return draw.veil(Math.max(0.01, Math.min(THICK, share)), airlight, 0.4);
    }
    double far = draw.logUniform(40, 200);
    double extinction = Math.min(1000 * THICK / far, fall.extinction() * more);
    Depth depth =
        draw.chance(0.6)
            ? Depth.plane(draw.uniform(3, 15), far, draw.uniform(0, 0.6))
            : Depth.layers(draw.uniform(2, 0.5 * far), far);
    return new Veil(extinction, airlight, depth);
  }

  /** Never without any light at all, which would leave nothing of the rain to be seen. */
  private Night dark() {
    int lamps = draw.chance(0.15) ? 0 : 1 + random.nextInt(10);
    return new Night(
        draw.logUniform(28, 90),
        lamps,
        draw.uniform(0.5, 1.6),
        draw.uniform(0.1, 0.9),
        draw.uniform(-0.6, 1),
        lamps == 0 || draw.chance(0.5) ? draw.uniform(0.2, 2) : 0);
  }

  /** Drops that leave most of the picture to be seen. */
  private Glass glass() {
    double smallest = draw.logUniform(0.3, 1.2);
    double crop = widest > 1 ? draw.logUniform(1, widest) : 1;
    double distance = Math.max(0.02, draw.logUniform(0.05, 0.3) / crop);
    double radius = 1.6 * smallest / 1000 / distance * Camera.still(0.01).focal(640);
    double most = 10_000 * COVERED / (Math.PI * radius * radius);
    return new Glass(
        Math.min(most, draw.logUniform(4, 40)),
        smallest,
        smallest * draw.logUniform(2, 8),
        distance,
        draw.chance(0.4) ? draw.uniform(0, 0.01) : draw.logUniform(0.01, 0.12),
        draw.chance(0.5) ? draw.uniform(0, 0.2) : 0,
        draw.logUniform(10, 200),
        draw.uniform(0, 60),
        random.nextLong());
  }
}
