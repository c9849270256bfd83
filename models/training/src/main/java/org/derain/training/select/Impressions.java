package org.derain.training.select;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.derain.network.Device;
import org.derain.network.Precision;
import org.derain.network.TorchNetwork;
import org.derain.training.data.Sample;
import org.derain.training.learn.Batch;
import org.derain.training.learn.StartingPoint;

/** A shipped network that looks at windows. */
final class Impressions implements AutoCloseable {
  private static final int BATCH = 16;

  private final TorchNetwork network;
  private final Precision precision;

  /** Of a shipped model, or a file. */
  Impressions(String model, Device device) {
    network = StartingPoint.network(model, device);
    precision = Precision.fastest(device);
  }

  /** What it makes of windows, one for each. */
  List<Impression> of(List<Sample> samples) {
    List<Impression> all = new ArrayList<>();
    for (int from = 0; from < samples.size(); from += BATCH) {
      all.addAll(batch(samples.subList(from, Math.min(samples.size(), from + BATCH))));
    }
    return all;
  }

  private List<Impression> batch(List<Sample> samples) {
    List<Impression> all = new ArrayList<>();
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      Batch batch = Batch.of(samples, network.device());
      var said = network.derain(batch.luma(), batch.chroma(), precision);
      Tensor features = said.features().toType(torch.ScalarType.Float);
      Tensor mean = mean(features);
      Tensor deviation =
          mean(features.square())
              .sub(mean.square())
              .clamp(new ScalarOptional(new Scalar(0f)), new ScalarOptional())
              .sqrt();
      Tensor evidence = mean(said.recognition().evidence().toType(torch.ScalarType.Float));
      float[][] embeddings = rows(torch.cat(new TensorVector(mean, deviation, evidence), 1));
      float[][] rain = rows(said.rain());
      float[][] types = rows(said.types());
      for (int i = 0; i < samples.size(); i++) {
        all.add(new Impression(embeddings[i], rain[i][0], types[i]));
      }
    }
    return all;
  }

  private static Tensor mean(Tensor x) {
    return torch.adaptive_avg_pool2d(x, 1, 1);
  }

  private static float[][] rows(Tensor x) {
    Tensor values = Device.CPU.put(x.toType(torch.ScalarType.Float)).contiguous();
    int count = (int) values.size(0);
    int each = (int) (values.numel() / count);
    float[][] rows = new float[count][each];
    FloatPointer data = values.data_ptr_float();
    for (int i = 0; i < count; i++) {
      data.position((long) i * each).get(rows[i]);
    }
    return rows;
  }

  @Override
  public void close() {
    network.close();
  }
}
