package org.derain.app.rain;

import java.nio.file.Path;
import java.util.Optional;
import org.derain.app.cli.Usage;
import org.derain.rain.RainPreset;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What rain is wanted: a preset or a saved record, and what differs from it. */
final class RainOptions {
  @ArgGroup(validate = false, heading = "%nHow it rains%n", order = 1)
  Fall fall = new Fall();

  @ArgGroup(validate = false, heading = "%nHow it is seen%n", order = 2)
  Look look = new Look();

  @ArgGroup(validate = false, heading = "%nDrops on the glass%n", order = 3)
  Drops drops = new Drops();

  /** The rain itself. */
  static final class Fall {
    @Option(
        names = "--preset",
        paramLabel = "NAME",
        description =
            "drizzle, light, heavy, storm, windshield or night; options below change it."
                + " Default: heavy.")
    RainPreset preset;

    @Option(
        names = "--parameters",
        paramLabel = "FILE.json",
        description = "The rain of an earlier run, from the file beside its result.")
    Path parameters;

    @Option(
        names = "--rate",
        paramLabel = "MM_PER_H",
        description = "How much it rains: 1 drizzle, 5 light, 25 heavy, 100 cloudburst.")
    Double rate;

    @Option(
        names = "--wind",
        paramLabel = "M_PER_S",
        description = "Sideways, positive to the right.")
    Double wind;

    @Option(
        names = "--gusts",
        paramLabel = "M_PER_S",
        description = "How much the wind comes and goes (standard deviation).")
    Double gusts;

    @Option(
        names = "--gain",
        paramLabel = "X",
        description =
            "How much stronger than physics the streaks are, as in the field's training sets; 1 is"
                + " physics.")
    Double gain;

    @Option(names = "--seed", paramLabel = "N", description = "Which drops. Default: 1.")
    Long seed;
  }

  /** Camera, mist and light. */
  static final class Look {
    @Option(
        names = "--exposure",
        paramLabel = "S",
        description =
            "How long the shutter is open: long makes long and faint streaks, short makes bright"
                + " dots.")
    Double exposure;

    @Option(
        names = "--forward",
        paramLabel = "M_PER_S",
        description = "Speed of the camera along its view: streaks come from the vanishing point.")
    Double forward;

    @Option(
        names = "--view",
        paramLabel = "DEGREES",
        description = "Horizontal angle of view of the camera.")
    Double view;

    @Option(
        names = "--veil",
        paramLabel = "M",
        description = "How far the scene reaches, in metres: far rain is mist; 0: no mist.")
    Double veil;

    @Option(
        names = "--depth",
        paramLabel = "MAP",
        description =
            "A grey picture of nearness for the mist: white is 2 m away, black as far as --veil"
                + " says.")
    Path depth;

    @Option(
        names = "--night",
        negatable = true,
        description = "Darken the scene and put lamps into it (--no-night: by day).")
    Boolean night;

    @Option(
        names = "--noise",
        paramLabel = "LEVELS",
        description = "The sensor's noise, standard deviation on luma from 0 to 255.")
    Double noise;
  }

  /** Drops on the glass before the lens; any of these puts them there. */
  static final class Drops {
    @Option(
        names = "--drops",
        negatable = true,
        description = "Drops on the glass (--no-drops: none).")
    Boolean drops;

    @Option(
        names = "--drop-density",
        paramLabel = "N",
        description = "Drops per 10 000 pixels of a picture 640 pixels wide.")
    Double density;

    @Option(names = "--drop-size", paramLabel = "MM", description = "Largest radius.")
    Double size;

    @Option(
        names = "--drop-focus",
        paramLabel = "0..1",
        description = "0: drops are sharp; 1: they are wide and soft, the scene is in focus.")
    Double focus;

    @Option(
        names = "--sliding",
        paramLabel = "0..1",
        description = "Share of the drops that run down.")
    Double sliding;

    @Option(
        names = "--tilt",
        paramLabel = "DEGREES",
        description = "How far the glass leans back; a windshield: 30 to 60.")
    Double tilt;

    boolean any() {
      return Boolean.TRUE.equals(drops)
          || density != null
          || size != null
          || focus != null
          || sliding != null
          || tilt != null;
    }
  }

  /** What is wrong with the combination. */
  Optional<String> problem() {
    return Usage.first(
        Usage.when(
            fall.parameters != null && fall.preset != null,
            "--preset and --parameters are two beginnings; give one of them"),
        Usage.when(
            Boolean.FALSE.equals(drops.drops) && drops.density != null,
            "--no-drops and --drop-density contradict each other"));
  }
}
