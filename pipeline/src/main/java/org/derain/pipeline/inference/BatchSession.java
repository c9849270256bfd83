package org.derain.pipeline.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.zoo.Contract;
import org.derain.zoo.Gate;
import org.derain.zoo.Model;
import org.derain.zoo.RainScore;

/** A session that takes a fixed number of windows at once. One thread uses it at a time. */
final class BatchSession implements AutoCloseable {
  private final SessionFactory.Opened opened;
  private final int windows;
  private final ScoreTensors score;
  private final GateTensors gate;
  private final Map<String, OnnxTensor> inputs = new HashMap<>();
  private final Map<String, OnnxTensor> outputs = new HashMap<>();

  BatchSession(SessionFactory.Opened opened, OrtEnvironment environment, Model model, int windows) {
    this.opened = opened;
    this.windows = windows;
    this.score = new ScoreTensors(environment, model.typed(), windows);
    this.gate = model.gated() ? new GateTensors(environment, windows) : null;
    score.name(outputs);
  }

  /** Derains as many windows as it takes. */
  List<RainScore> run(
      List<Picture[]> all, List<Picture> into, List<Gate> gates, PictureTensors pictures) {
    try {
      pictures.tidy();
      for (int i = 0; i < windows; i++) {
        int window = i;
        UnaryOperator<String> naming =
            windows == 1 ? UnaryOperator.identity() : name -> Contract.of(name, window);
        pictures.window(all.get(i), inputs, naming);
        pictures.result(into.get(i), outputs, naming);
        if (gate != null) {
          gate.set(i, gates.get(i), inputs, naming);
        }
      }
      opened.run(inputs, outputs);
    } catch (OrtException e) {
      throw new MediaException("the network failed: " + e.getMessage(), e);
    }
    List<RainScore> scores = new ArrayList<>();
    for (int i = 0; i < windows; i++) {
      scores.add(score.read(i));
    }
    return scores;
  }

  @Override
  public void close() {
    score.close();
    if (gate != null) {
      gate.close();
    }
    opened.close();
  }
}
