package org.derain.pipeline;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.zoo.Model;
import org.derain.zoo.RainScore;

/**
 * The network, run by ONNX Runtime for pictures of one format. It reads and writes the pictures'
 * own memory: tensors are made once per picture and kept. One thread uses it at a time.
 */
public final class Derainer implements RainFilter, AutoCloseable {
  private final FrameFormat format;
  private final Sessions.Opened opened;
  private final PictureTensors pictures;
  private final ScoreTensors score;
  private final Map<String, OnnxTensor> inputs = new HashMap<>();
  private final Map<String, OnnxTensor> outputs = new HashMap<>();

  /**
   * Loads a model.
   *
   * @param format of all pictures
   * @param notes told what the user should know, for instance that there is no GPU
   * @throws MediaException when the model does not load, or the device is not there
   */
  public Derainer(
      Model model, FrameFormat format, DerainerOptions options, Consumer<String> notes) {
    this.format = format;
    Sessions sessions = new Sessions(options, notes);
    this.opened = sessions.open(model.name(), model.onnx(format.bitDepth()), format);
    this.pictures = new PictureTensors(sessions.environment(), format);
    this.score = new ScoreTensors(sessions.environment(), model.typed());
    score.name(outputs);
  }

  /** Where it runs; never {@link Device#AUTO}. */
  public Device device() {
    return opened.device();
  }

  /** The layout of the pictures that it takes and gives. */
  public FrameFormat format() {
    return format;
  }

  @Override
  public RainScore derain(Picture[] window, Picture into) {
    try {
      pictures.window(window, inputs);
      pictures.result(into, outputs);
      opened.run(inputs, outputs);
      return score.read();
    } catch (OrtException e) {
      throw new MediaException("the network failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    pictures.close();
    score.close();
    opened.close();
  }
}
