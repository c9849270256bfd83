package org.derain.training.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.derain.network.DerainNetwork;
import org.derain.network.Device;
import org.derain.network.Precision;
import org.derain.network.TorchNetwork;
import org.derain.training.data.Sample;

/**
 * What a teacher says of windows. A window is used several times and a teacher is dear, so each is
 * asked once and its answer kept as long as the window is; but for a GPU, which is faster than
 * that.
 */
final class Taught {
  private final TorchNetwork teacher;
  private final Precision precision;
  private final Map<Sample, Answer> answers = new WeakHashMap<>();

  /** One window's derained frame and features. */
  private record Answer(float[] frame, float[] features) {}

  /** What was said of a batch; to be used within the PointerScope of the call. */
  record Words(Tensor frame, Tensor features) {}

  Taught(TorchNetwork teacher, Precision precision) {
    this.teacher = teacher;
    this.precision = precision;
  }

  /** Where it computes. */
  Device device() {
    return teacher.device();
  }

  /** The teacher's words on a batch, without gradient. */
  Words of(List<Sample> samples) {
    if (device() != Device.CPU) {
      return ask(samples);
    }
    List<Sample> unknown =
        samples.stream().filter(s -> !answers.containsKey(s)).distinct().toList();
    if (!unknown.isEmpty()) {
      keep(unknown, ask(unknown));
    }
    List<Answer> known = samples.stream().map(answers::get).toList();
    int side = (int) Math.sqrt(samples.get(0).trueLuma().length) / 2;
    long small = side / DerainNetwork.FEATURE;
    return new Words(
        tensor(known.stream().map(Answer::frame).toList(), DerainNetwork.FRAME, side, side),
        tensor(
            known.stream().map(Answer::features).toList(), teacher.tier().eighth(), small, small));
  }

  private Words ask(List<Sample> samples) {
    NoGradGuard noGradient = new NoGradGuard();
    Batch batch = Batch.of(samples, device());
    DerainNetwork.Output<Tensor> said =
        OpenGate.where(batch, teacher.derain(batch.luma(), batch.chroma(), precision));
    Tensor features = said.features().toType(torch.ScalarType.Float);
    noGradient.close();
    return new Words(said.frame(), features);
  }

  private void keep(List<Sample> samples, Words said) {
    List<float[]> frames = rows(said.frame(), samples.size());
    List<float[]> features = rows(said.features(), samples.size());
    for (int i = 0; i < samples.size(); i++) {
      answers.put(samples.get(i), new Answer(frames.get(i), features.get(i)));
    }
  }

  private static List<float[]> rows(Tensor tensor, int count) {
    FloatPointer data = tensor.contiguous().data_ptr_float();
    int each = (int) (tensor.numel() / count);
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] row = new float[each];
      data.position((long) i * each).get(row);
      rows.add(row);
    }
    return rows;
  }

  private static Tensor tensor(List<float[]> rows, long channels, long height, long width) {
    int each = rows.get(0).length;
    FloatPointer data = new FloatPointer((long) each * rows.size());
    for (int i = 0; i < rows.size(); i++) {
      data.position((long) i * each).put(rows.get(i));
    }
    return torch.from_blob(data.position(0), rows.size(), channels, height, width);
  }
}
