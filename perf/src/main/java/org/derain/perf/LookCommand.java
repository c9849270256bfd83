package org.derain.perf;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code derain bench look}. */
@Command(
    name = "look",
    description = "How fast a dashcam's card is looked at, against ffmpeg decoding key frames.")
final class LookCommand extends BenchCommand {
  @Option(
      names = "--clip",
      paramLabel = "FILE",
      description = "Dry footage of your own, taken again and again. Default: a clip that is made.")
  private Path clip;

  @Option(
      names = "--files",
      paramLabel = "N",
      defaultValue = "2",
      description = "Recordings. Default: ${DEFAULT-VALUE}.")
  private int files;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "180",
      description = "Length of each. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      converter = Size.Converter.class,
      defaultValue = "1920x1080",
      description = "Default: ${DEFAULT-VALUE}.")
  private Size size;

  @Option(
      names = "--rate",
      paramLabel = "FPS",
      defaultValue = "30",
      description = "Frames per second. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "3",
      description = "Pairs of runs. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--model",
      paramLabel = "M",
      defaultValue = "nano",
      description = "A name in the zoo, or an ONNX file. Default: ${DEFAULT-VALUE}.")
  private String model;

  @Override
  List<Bench> benches() {
    return List.of(new LookBench(clip, size, files, seconds, rate, runs, model));
  }
}
