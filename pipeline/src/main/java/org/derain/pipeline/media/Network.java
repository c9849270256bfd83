package org.derain.pipeline.media;

import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.derain.frames.FrameFormat;
import org.derain.frames.Rational;
import org.derain.pipeline.Derainer;
import org.derain.pipeline.DerainerOptions;
import org.derain.pipeline.Device;
import org.derain.pipeline.RainFilter;
import org.derain.zoo.Model;

/**
 * A model takes the rain out.
 *
 * @param threads for the network on a CPU; 0 for all cores
 */
public record Network(Model model, Device device, int threads) implements Treatment {
  @Override
  public String name() {
    return model.name();
  }

  @Override
  public String fingerprint() {
    CRC32 crc = new CRC32();
    crc.update(model.onnx(8));
    return model.name() + " " + Long.toHexString(crc.getValue());
  }

  @Override
  public Filter open(
      FrameFormat format, Rational frameRate, long firstFrame, Consumer<String> notes) {
    DerainerOptions options = DerainerOptions.defaults().withDevice(device).withThreads(threads);
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
