package org.derain.training.transfer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.derain.frames.MediaException;
import org.derain.network.OnnxExport;
import org.derain.network.Precision;
import org.derain.network.Tier;
import org.derain.network.TorchNetwork;
import org.derain.training.config.RunFile;
import org.derain.training.data.RealRain;
import org.derain.training.data.Sample;
import org.derain.training.learn.Batch;
import org.derain.training.learn.StartingPoint;

/**
 * Teachers of the two connected tasks learn from real clips, and both teach one student their
 * features: weights that a run on rendered rain starts from. All begin with the same random
 * weights.
 */
public final class TaskTransfer {
  private final RunFile run;
  private final PrintStream out;
  private final Precision precision;
  private final List<List<Sample>> rainy;
  private final List<List<Sample>> dry;
  private final Random random;

  private TaskTransfer(RunFile run, PrintStream out) {
    this.run = run;
    this.out = out;
    this.precision = Precision.fastest(run.on());
    int each = run.transfer().perClip();
    this.rainy =
        RealWindows.of(run.transfer().rainy(), RealRain.RAINY, each, run.patch(), run.seed());
    this.dry = RealWindows.of(run.transfer().dry(), 0, each, run.patch(), run.seed());
    this.random = new Random(run.seed() + 5);
  }

  /** The student of a run with a transfer, in a folder; made there unless it is there already. */
  public static Path student(RunFile run, Path folder, PrintStream out) {
    Path file = folder.resolve("student.onnx");
    if (!Files.exists(file)) {
      torch.set_num_threads(run.threads());
      try {
        Files.createDirectories(folder);
        Path part = folder.resolve("student.part");
        Files.write(part, new TaskTransfer(run, out).learn());
        Files.move(part, file);
      } catch (IOException e) {
        throw new MediaException(folder + ": cannot be written: " + e.getMessage(), e);
      }
    }
    return file;
  }

  private byte[] learn() {
    Tier tier = StartingPoint.tier(run);
    TorchNetwork recognition = teacher(tier, Pretext.RECOGNITION);
    TorchNetwork reconstruction = teacher(tier, Pretext.RECONSTRUCTION);
    try (FeatureDistance first = new FeatureDistance(recognition, precision, run.seed() + 6);
        FeatureDistance second = new FeatureDistance(reconstruction, precision, run.seed() + 7);
        TorchNetwork student = new TorchNetwork(tier, run.seed(), run.on())) {
      List<Tensor> beside =
          Stream.of(first, second).flatMap(each -> each.learned().values().stream()).toList();
      double loss =
          Steps.learn(
              run,
              student,
              beside,
              () -> {
                Tensor one = distance(student, first, draw(Pretext.RECOGNITION));
                return one.add(distance(student, second, draw(Pretext.RECONSTRUCTION)));
              });
      out.printf(Locale.ROOT, "  student: %.3f from its teachers (2: silence)%n", loss);
      return OnnxExport.file(run.name(), tier, student.values());
    }
  }

  private Tensor distance(TorchNetwork student, FeatureDistance from, List<Sample> samples) {
    Batch batch = Batch.of(samples, student.device());
    return from.loss(student.derain(batch.luma(), batch.chroma(), precision), batch);
  }

  private TorchNetwork teacher(Tier tier, Pretext task) {
    TorchNetwork teacher = new TorchNetwork(tier, run.seed(), run.on());
    Map<String, Tensor> head =
        Map.of(
            "weight", run.on().of(new float[tier.eighth()], 1, tier.eighth()),
            "bias", run.on().of(new float[1], 1));
    head.values().forEach(tensor -> tensor.set_requires_grad(true));
    double loss =
        Steps.learn(
            run,
            teacher,
            task == Pretext.RECOGNITION ? head.values() : List.of(),
            () -> {
              Batch batch = Batch.of(draw(task), teacher.device());
              var output = teacher.derain(batch.luma(), batch.chroma(), precision);
              return task.loss(output, batch, head);
            });
    head.values().forEach(Tensor::close);
    String name = task.name().toLowerCase(Locale.ROOT);
    out.printf(Locale.ROOT, "  teacher of %s: loss %.4f%n", name, loss);
    return teacher;
  }

  /** As many rainy windows as dry ones, of any clips; scattered where they are to be restored. */
  private List<Sample> draw(Pretext task) {
    List<Sample> drawn = new ArrayList<>();
    for (int i = 0; i < run.batch(); i++) {
      List<List<Sample>> clips = i % 2 == 0 ? rainy : dry;
      List<Sample> clip = clips.get(random.nextInt(clips.size()));
      Sample sample = clip.get(random.nextInt(clip.size()));
      drawn.add(task == Pretext.RECOGNITION ? sample : Scattering.draw(random).over(sample));
    }
    return drawn;
  }
}
