package org.derain.pipeline.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameListener;
import org.derain.pipeline.RainFilter;
import org.derain.zoo.Model;
import org.derain.zoo.RainScore;

/**
 * The part of the network that says how much and what rain it sees, without the part that takes the
 * rain out: the same scores as a {@link Derainer}'s for a fraction of the work. As a filter it
 * leaves the picture for the result as it is; what counts is what the {@link FrameListener} hears.
 * One thread uses it at a time.
 */
public final class Scorer implements RainFilter, AutoCloseable {
  private final SessionFactory.Opened opened;
  private final int window;
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
  public Scorer(Model model, FrameFormat format, DerainerOptions options, Consumer<String> notes) {
    SessionFactory sessions = new SessionFactory(options, notes);
    this.opened = sessions.open(model.name(), model.scorer(format.bitDepth()), format);
    this.window = model.window();
    this.pictures = new PictureTensors(sessions.environment(), format, window);
    this.score = new ScoreTensors(sessions.environment(), model.typed(), 1);
    score.name(outputs);
  }

  /**
   * Looks at the frame in the middle of a window.
   *
   * @param around a window as {@link RainFilter#derain} has it; not written to
   * @throws MediaException when the network failed
   */
  public RainScore score(Picture[] around) {
    try {
      pictures.window(around, inputs, UnaryOperator.identity());
      opened.run(inputs, outputs);
      return score.read(0);
    } catch (OrtException e) {
      throw new MediaException("the network failed: " + e.getMessage(), e);
    }
  }

  @Override
  public int window() {
    return window;
  }

  @Override
  public boolean onceForRepeats() {
    return true;
  }

  @Override
  public RainScore derain(Picture[] around, Picture into) {
    return score(around);
  }

  @Override
  public void close() {
    pictures.close();
    score.close();
    opened.close();
  }
}
