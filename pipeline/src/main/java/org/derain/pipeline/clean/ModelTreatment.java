package org.derain.pipeline.clean;

import java.util.Map;
import java.util.function.Consumer;
import org.derain.frames.FrameFormat;
import org.derain.frames.Rational;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.inference.Derainer;
import org.derain.pipeline.inference.DerainerOptions;
import org.derain.pipeline.inference.Device;
import org.derain.pipeline.scale.Scale;
import org.derain.zoo.Gate;
import org.derain.zoo.Model;

/**
 * A model takes the rain out.
 *
 * @param threads for the network on a CPU; 0 for all cores
 * @param gate what overrules the model's decision whether it rains
 */
public record ModelTreatment(Model model, Device device, int threads, Gate gate)
    implements Treatment {
  /** With the model deciding. */
  public ModelTreatment(Model model, Device device, int threads) {
    this(model, device, threads, Gate.NETWORK);
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public Map<String, String> signature() {
    return new Signature().with(this).all();
  }

  @Override
  public Scale scale(Scale asked, FrameFormat format) {
    return asked.of(format, model);
  }

  @Override
  public Filter open(
      FrameFormat format, Rational frameRate, long firstFrame, Consumer<String> notes) {
    DerainerOptions options =
        DerainerOptions.defaults().withDevice(device).withThreads(threads).withGate(gate);
    Derainer derainer = new Derainer(model, format, options, notes);
    return new Filter() {
      @Override
      public RainFilter frames() {
        return derainer;
      }

      @Override
      public String device() {
        return derainer.device().toString();
      }

      @Override
      public void close() {
        derainer.close();
      }
    };
  }
}
