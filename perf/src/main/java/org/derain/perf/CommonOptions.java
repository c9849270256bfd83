package org.derain.perf;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.derain.frames.MediaException;
import org.derain.zoo.Zoo;
import picocli.CommandLine.Option;

/** Options of every benchmark. */
final class CommonOptions {
  @Option(
      names = "--folder",
      paramLabel = "DIR",
      defaultValue = "${sys:java.io.tmpdir}/derain-bench",
      description = "Keeps the clips for the next time. Default: ${DEFAULT-VALUE}.")
  private Path folder;

  @Option(
      names = "--device",
      paramLabel = "WHERE",
      defaultValue = "auto",
      description = "auto, cpu, cuda or tensorrt. Default: auto.")
  private String device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads for decoder, network and encoder. Default: all cores.")
  private int threads;

  /** Sets up for these options. */
  Workbench open(PrintWriter progress) {
    return new Workbench(folder.toAbsolutePath(), device, threads, progress);
  }

  /** The models asked for, or else all of the zoo. */
  static List<String> models(List<String> asked) {
    List<String> models = asked == null ? Zoo.names() : asked;
    if (models.isEmpty()) {
      throw new MediaException("the zoo is empty: say which models with --model FILE.onnx,...");
    }
    return models;
  }
}
