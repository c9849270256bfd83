package org.derain.app.rain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.derain.frames.MediaException;
import org.derain.rain.Camera;
import org.derain.rain.Depth;
import org.derain.rain.Glass;
import org.derain.rain.Night;
import org.derain.rain.RainParameters;
import org.derain.rain.RainPreset;
import org.derain.rain.RainType;
import org.derain.rain.Rainfall;
import org.derain.rain.Sensor;
import org.derain.rain.Veil;

/** The parameters that options ask for: those of a preset or of a file, changed by the others. */
final class RainChoice {
  /** Where white lies in a depth map, in metres. */
  private static final double NEAREST = 2;

  private final RainOptions.Fall fall;
  private final RainOptions.Look look;
  private final RainOptions.Drops drops;

  RainChoice(RainOptions options) {
    this.fall = options.fall;
    this.look = options.look;
    this.drops = options.drops;
  }

  /**
   * The parameters asked for.
   *
   * @throws IllegalArgumentException when one of them is out of its range
   */
  RainParameters parameters() {
    RainParameters from = begin();
    Rainfall rain = rainfall(from);
    Veil mist = veil(from, rain);
    Glass glass = glass(from);
    Night night = night(from);
    Sensor sensor =
        look.noise == null ? from.sensor() : new Sensor(look.noise, from.sensor().jpeg());
    boolean same =
        Objects.equals(rain, from.fall())
            && Objects.equals(night, from.night())
            && Objects.equals(glass, from.glass());
    return new RainParameters(
        from.seed(),
        same ? from.type() : type(rain, night, glass, from.type()),
        rain,
        from.layers(),
        from.ambient(),
        mist,
        night,
        glass,
        sensor,
        from.scene());
  }

  private RainParameters begin() {
    if (fall.parameters == null) {
      RainPreset preset = fall.preset == null ? RainPreset.HEAVY : fall.preset;
      return preset.parameters(fall.seed == null ? 1 : fall.seed);
    }
    RainParameters saved = read(fall.parameters);
    if (fall.seed == null) {
      return saved;
    }
    Glass glass = saved.glass();
    return saved.withSeed(fall.seed).withGlass(glass == null ? null : seeded(glass, fall.seed));
  }

  private static RainParameters read(Path file) {
    try {
      return RainParameters.parse(Files.readString(file));
    } catch (MediaException e) {
      throw new MediaException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new MediaException(file + ": not readable; --parameters takes an OUT.rain.json", e);
    }
  }

  private Rainfall rainfall(RainParameters from) {
    boolean asked =
        fall.rate != null
            || fall.wind != null
            || fall.gusts != null
            || fall.gain != null
            || look.exposure != null
            || look.forward != null
            || look.view != null;
    if (!asked) {
      return from.fall();
    }
    Rainfall base =
        from.fall() == null ? RainPreset.HEAVY.parameters(from.seed()).fall() : from.fall();
    Camera camera = base.camera();
    return new Rainfall(
        or(fall.rate, base.rate()),
        or(fall.wind, base.wind()),
        or(fall.gusts, base.gusts()),
        or(fall.gain, base.gain()),
        new Camera(
            or(look.view, camera.view()),
            or(look.exposure, camera.exposure()),
            camera.aperture(),
            camera.focus(),
            or(look.forward, camera.forward()),
            camera.turn(),
            camera.shake(),
            camera.horizon()));
  }

  /** The mist follows the rain rate unless it was saved for this one. */
  private Veil veil(RainParameters from, Rainfall rain) {
    Veil base = from.veil();
    if (look.veil != null && look.veil == 0) {
      return null;
    }
    if (base == null && look.veil == null && look.depth == null) {
      return null;
    }
    Depth depth = base == null ? Depth.layers(30, 100) : base.depth();
    double far = or(look.veil, depth.far());
    if (look.depth != null) {
      if (!Files.isRegularFile(look.depth)) {
        throw new MediaException(look.depth + ": no such file; --depth takes a grey picture");
      }
      depth = Depth.map(look.depth.toAbsolutePath().normalize().toString(), NEAREST, far);
    } else if (look.veil != null) {
      double share = depth.far() == 0 ? 0 : depth.near() / depth.far();
      depth = new Depth(depth.kind(), share * far, far, depth.horizon(), depth.map());
    }
    boolean other = base == null || fall.rate != null;
    double extinction =
        other && rain != null ? rain.extinction() : base == null ? 1 : base.extinction();
    return new Veil(extinction, base == null ? 50 : base.airlight(), depth);
  }

  private Glass glass(RainParameters from) {
    if (Boolean.FALSE.equals(drops.drops)) {
      return null;
    }
    if (!drops.any()) {
      return from.glass();
    }
    Glass base = from.glass() == null ? RainPreset.glass(from.seed()) : from.glass();
    double largest = or(drops.size, base.largest());
    return new Glass(
        or(drops.density, base.density()),
        Math.min(base.smallest(), largest),
        largest,
        base.distance(),
        or(drops.focus, base.focus()),
        or(drops.sliding, base.sliding()),
        base.speed(),
        or(drops.tilt, base.tilt()),
        base.seed());
  }

  private static Glass seeded(Glass glass, long seed) {
    return new Glass(
        glass.density(),
        glass.smallest(),
        glass.largest(),
        glass.distance(),
        glass.focus(),
        glass.sliding(),
        glass.speed(),
        glass.tilt(),
        seed);
  }

  private Night night(RainParameters from) {
    if (look.night == null) {
      return from.night();
    }
    if (!look.night) {
      return null;
    }
    return from.night() == null ? RainPreset.night() : from.night();
  }

  private static RainType type(Rainfall rain, Night night, Glass glass, RainType otherwise) {
    if (glass != null) {
      return RainType.DROPS;
    }
    if (night != null) {
      return RainType.NIGHT;
    }
    if (rain == null) {
      return otherwise;
    }
    return rain.rate() < 10 ? RainType.LIGHT : RainType.HEAVY;
  }

  private static double or(Double given, double otherwise) {
    return given == null ? otherwise : given;
  }
}
