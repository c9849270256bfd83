package org.derain.perf;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code derain bench soak}. */
@Command(
    name = "soak",
    description = "Cameras for a while: memory's slope, frame rates, latencies, reconnects.")
final class SoakCommand extends BenchCommand {
  @Option(
      names = "--cameras",
      paramLabel = "N",
      defaultValue = "2",
      description = "Generated cameras, served over TCP. Default: ${DEFAULT-VALUE}.")
  private int cameras;

  @Option(
      names = "--minutes",
      paramLabel = "T",
      defaultValue = "30",
      description = "Default: ${DEFAULT-VALUE}.")
  private double minutes;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      converter = Size.Converter.class,
      defaultValue = "640x360",
      description = "Default: ${DEFAULT-VALUE}.")
  private Size size;

  @Option(
      names = "--rate",
      paramLabel = "FPS",
      defaultValue = "25",
      description = "Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--model",
      paramLabel = "M",
      defaultValue = "nano",
      description = "A name in the zoo, an ONNX file, or auto. Default: ${DEFAULT-VALUE}.")
  private String model;

  @Option(
      names = "--latency",
      paramLabel = "L",
      defaultValue = "low",
      description = "low or balanced. Default: ${DEFAULT-VALUE}.")
  private String latency;

  @Option(
      names = "--source",
      paramLabel = "URL",
      description = "A camera of your own instead of generated ones; may be given several times.")
  private List<String> sources = List.of();

  @Spec private CommandSpec spec;

  @Override
  List<Bench> benches() {
    if (cameras < 1 || minutes <= 0 || rate < 1) {
      throw new ParameterException(
          spec.commandLine(), "at least one camera, one frame per second and some time");
    }
    return List.of(new SoakBench(cameras, minutes, size, rate, model, latency, sources));
  }
}
