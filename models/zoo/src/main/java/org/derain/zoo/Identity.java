package org.derain.zoo;

import java.util.List;

/**
 * The smallest graph that fulfils the {@link Contract}: its result is one frame of the window,
 * whatever the gate says, through the same border (samples to floats from 0 to 1 and back) as a
 * real network. It measures what a pipeline costs without a network, and shows in tests what a
 * window held.
 */
public final class Identity {
  private Identity() {}

  /** The model whose result is the frame with this index, 0 to 4; 2 is the centre. */
  public static Model model(int frame) {
    return Model.of("identity" + frame, null, onnx(frame, 0));
  }

  /**
   * The ONNX file, whose rain is all streaks.
   *
   * @param frame index in the window of the frame that is the result
   * @param rain the constant value of the output "rain"
   */
  public static byte[] onnx(int frame, float rain) {
    return onnx(frame, RainScore.of(rain));
  }

  /**
   * The ONNX file.
   *
   * @param frame index in the window of the frame that is the result
   * @param score the constant values of the outputs "rain" and "type"
   */
  public static byte[] onnx(int frame, RainScore score) {
    return onnx(frame, score, Contract.WINDOW);
  }

  /**
   * The ONNX file.
   *
   * @param frame index in the window of the frame that is the result
   * @param score the constant values of the outputs "rain" and "type"
   * @param window frames in the window, of {@link Contract#WINDOWS}
   */
  public static byte[] onnx(int frame, RainScore score, int window) {
    OnnxGraph graph = new OnnxGraph("identity" + frame, window);
    String zero = graph.constant("zero", 0);
    for (int p = 0; p < Contract.PLANES.size(); p++) {
      String name = Contract.PLANES.get(p);
      String in = graph.fromSamples("in_" + name, Contract.input(frame, p));
      String unit = graph.node("Div", "unit_" + name, List.of(in, graph.peak()));
      String level = graph.node("Mul", "level_" + name, List.of(unit, graph.peak()));
      String round = graph.node("Round", "round_" + name, List.of(level));
      graph.toSamples(p, graph.node("Clip", "clip_" + name, List.of(round, zero, graph.peak())));
    }
    graph.gate();
    float[] rain = {score.rain()};
    graph.node("Identity", Contract.RAIN, List.of(graph.constant("constant", rain, 1)));
    float[] types = {score.streaks(), score.night(), score.drops()};
    graph.types(graph.constant("types", types, Contract.TYPES));
    return graph.file();
  }
}
