package org.derain.zoo;

import java.util.List;

/**
 * What an ONNX file must look like to take rain out of video: contract 3.
 *
 * <p>A window has five frames, t-2 to t+2, or three, t-1 to t+1: the metadata {@link #WINDOW_KEY}
 * says so. Inputs are their planes, 15 tensors {@code y0, u0, v0, … y4, u4, v4} or 9 up to {@code
 * v2}, aligned onto frame t, which is in the middle, uint8; {@code y*} of shape [1, 1, height,
 * width], {@code u*} and {@code v*} of [1, 1, chroma_height, chroma_width], half as long each way.
 * Outputs are {@code y, u, v} alike; {@code rain}, float [1], from 0 (dry) to 1 (heavy) with the
 * border at 0.5; and {@code type}, float [3]: how much of the rain is streaks, rain in the dark,
 * drops on the glass, each 0 to 1 and independent of the others. Any even sides from 2 pixels on:
 * the graph pads inside.
 *
 * <p>One more input is {@code gate}, float [1, 1, 1, 1]: it is added to the rain score before the
 * score decides how much of what was found is taken off, and leaves the output {@code rain} as it
 * is. With 0 the network decides as it learned to; {@link Gate} says what users make of it.
 *
 * <p>Files of contract 2 have no {@code gate}: nobody can overrule them. Those of contract 1 have
 * no {@code type} either: all their rain counts as streaks. Both stay usable.
 */
public final class Contract {
  /** Frames in the longest window. */
  public static final int WINDOW = 5;

  /** What windows there are, in frames. */
  public static final List<Integer> WINDOWS = List.of(3, WINDOW);

  /** Index of the frame that is derained, in a window of five. */
  public static final int CENTRE = 2;

  /** The planes of a picture, as the tensors are named. */
  public static final List<String> PLANES = List.of("y", "u", "v");

  /** Name of the output that says how much it rains. */
  public static final String RAIN = "rain";

  /**
   * Name of the input that overrules the rain score: one number that is added to it. Where both
   * come to {@link Gate#CLOSED} at most, the frame comes out as it went in.
   */
  public static final String GATE = "gate";

  /** Name of the output that says what kind of rain it is. */
  public static final String TYPE = "type";

  /** Values of {@link #TYPE}: streaks, night, drops. */
  public static final int TYPES = 3;

  /** Symbolic height and width of plane 0. */
  public static final List<String> LUMA_SIDES = List.of("height", "width");

  /** Symbolic height and width of planes 1 and 2. */
  public static final List<String> CHROMA_SIDES = List.of("chroma_height", "chroma_width");

  /** Metadata key of the version of the contract. */
  public static final String VERSION_KEY = "derain.contract";

  /** The version with a gate. */
  public static final String VERSION = "3";

  /** The version with types of rain and without a gate. */
  public static final String UNGATED_VERSION = "2";

  /** The version before there were types of rain. */
  public static final String UNTYPED_VERSION = "1";

  /** Metadata key of the model's name. */
  public static final String NAME_KEY = "derain.model";

  /** Metadata key of the length of the window. */
  public static final String WINDOW_KEY = "derain.window";

  /** Metadata key of the sizes of a network of ours, for those that learn from its weights. */
  public static final String TIER_KEY = "derain.tier";

  private Contract() {}

  /** Name of an input, for instance "u4" for frame 4, plane 1. */
  public static String input(int frame, int plane) {
    return PLANES.get(plane) + frame;
  }

  /**
   * Name of a plane, or of the gate, of one of several windows that are derained at once, for
   * instance "u4.1" for plane "u4" of window 1.
   */
  public static String of(String name, int window) {
    return name + "." + window;
  }
}
