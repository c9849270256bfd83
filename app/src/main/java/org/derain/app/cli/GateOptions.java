package org.derain.app.cli;

import java.util.List;
import java.util.Optional;
import org.derain.pipeline.Keep;
import org.derain.pipeline.scale.Scale;
import org.derain.zoo.Gate;
import picocli.CommandLine.Option;

/** What a user says against the network's decision, in every command that takes rain out. */
public class GateOptions {
  /** Made by picocli. */
  public GateOptions() {}

  @Option(
      names = "--sensitivity",
      paramLabel = "S",
      defaultValue = "0.5",
      description = {
        "0 to 1: it counts as rain from a rain score of 1 - S on, and what counts as rain is taken"
            + " off. Default: ${DEFAULT-VALUE}."
      })
  double sensitivity;

  @Option(
      names = "--always",
      description = "Take off whatever the network finds, also where it is dry: the same as S = 1.")
  boolean always;

  @Option(
      names = "--keep",
      paramLabel = "X,Y,W,H",
      converter = Part.class,
      description = {
        "Leave this part of the picture alone, bit for bit: a clock, a logo. In pixels as"
            + " shown, from the upper left; may be given more than once."
      })
  List<Keep> keep = List.of();

  @Option(
      names = "--scale",
      paramLabel = "N",
      defaultValue = "auto",
      converter = Size.class,
      description = {
        "Analyse frames at 1/N of their width and height: 1, 2, 3 or 4. What is found is taken off"
            + " the frame as it is, which stays sharp. Default: auto, by the size of the picture."
      })
  Scale scale;

  /** Whether {@code --always} was said. */
  public final boolean always() {
    return always;
  }

  /** What {@code --sensitivity} says, 0 to 1 when there is no problem. */
  public final double sensitivity() {
    return sensitivity;
  }

  /** What the network is told. */
  public final Gate gate() {
    return always ? Gate.OPEN : new Gate(sensitivity);
  }

  /** Parts of the picture that are left alone. */
  public final List<Keep> keep() {
    return keep;
  }

  /** How many times smaller frames are analysed than they are. */
  public final Scale scale() {
    return scale;
  }

  /** What is wrong with the values. */
  public final Optional<String> gateProblem() {
    boolean fits = sensitivity >= 0 && sensitivity <= 1;
    return Usage.when(!fits, "--sensitivity goes from 0 to 1, not " + sensitivity);
  }

  /** Reads a scale. */
  static final class Size extends Parsed<Scale> {
    Size() {
      super(Scale::parse);
    }
  }

  /** Reads X,Y,W,H. */
  static final class Part extends Parsed<Keep> {
    Part() {
      super(Keep::parse);
    }
  }
}
