package org.derain.training.glass;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derain.frames.MediaException;

/**
 * A run that teaches the network that finds drops on the glass, as a run file says it.
 *
 * @param glass version of such files, 1
 * @param out the run's folder
 * @param minutes of training
 * @param rate at which it begins to learn
 * @param batch samples to a step
 * @param seed of weights and samples
 * @param threads of libtorch
 * @param moving clips without drops whose camera moves
 * @param still others without drops
 * @param judged clips of both that teach nothing
 */
public record GlassRun(
    int glass,
    Path out,
    double minutes,
    double rate,
    int batch,
    long seed,
    int threads,
    List<Path> moving,
    List<Path> still,
    List<Path> judged) {
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Whether a run file is one for this network. */
  public static boolean isOne(Path file) {
    try {
      return Files.isRegularFile(file)
          && Files.readAllLines(file).stream().anyMatch(line -> line.startsWith("glass:"));
    } catch (IOException e) {
      return false;
    }
  }

  /** Carries a run out and leaves glass.onnx and log.csv in its folder. */
  public static void carryOut(Path file, PrintStream out) {
    GlassRun run;
    try {
      run = YAML.readValue(file.toFile(), GlassRun.class);
    } catch (JsonProcessingException e) {
      throw new MediaException(file + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new MediaException(file + ": cannot be read: " + e.getMessage(), e);
    }
    run.check(file);
    List<GlassClip> clips = new ArrayList<>();
    try {
      out.printf("decoding %d clips%n", run.moving.size() + run.still.size());
      run.moving.forEach(clip -> clips.add(GlassClip.read(clip, true)));
      run.still.forEach(clip -> clips.add(GlassClip.read(clip, false)));
      Files.createDirectories(run.out);
      try (GlassTrainer trainer = new GlassTrainer(run, clips)) {
        trainer.train(out);
      }
    } catch (IOException e) {
      throw new MediaException(run.out + ": cannot be written: " + e.getMessage(), e);
    } finally {
      clips.forEach(GlassClip::close);
    }
  }

  private void check(Path file) {
    if (out == null || moving == null || still == null || judged == null) {
      throw new MediaException(file + ": out, moving, still and judged must be there");
    }
    if (!(minutes > 0) || !(rate > 0) || batch < 1 || threads < 1) {
      throw new MediaException(file + ": minutes, rate, batch and threads must be above 0");
    }
  }
}
