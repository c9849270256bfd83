package org.derain.training.glass;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.derain.frames.MediaException;
import org.derain.zoo.GlassContract;

/**
 * A run that teaches the network that finds drops on the glass, as a run file says it.
 *
 * @param glass version of such files, 1
 * @param out the run's folder
 * @param start glass.onnx of an earlier run, whose weights it begins with; null: random ones
 * @param minutes of training
 * @param rate at which it begins to learn
 * @param batch samples to a step
 * @param seed of weights and samples
 * @param threads of libtorch
 * @param moving clips without drops whose camera moves
 * @param still others without drops
 */
public record GlassRun(
    int glass,
    Path out,
    Path start,
    double minutes,
    double rate,
    int batch,
    long seed,
    int threads,
    List<Clip> moving,
    List<Clip> still) {
  private static final YAMLMapper YAML = new YAMLMapper();

  /**
   * A clip without drops.
   *
   * @param licence of it, as stated
   * @param judged whether it teaches nothing
   */
  public record Clip(Path file, String licence, boolean judged) {}

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
    long start = System.nanoTime();
    List<GlassClip> clips = new ArrayList<>();
    try {
      out.printf("decoding %d clips%n", run.moving.size() + run.still.size());
      run.moving.forEach(clip -> clips.add(GlassClip.read(clip, true)));
      run.still.forEach(clip -> clips.add(GlassClip.read(clip, false)));
      Files.createDirectories(run.out);
      try (GlassTrainer trainer = new GlassTrainer(run, clips)) {
        long steps = trainer.train(out);
        run.card(file, steps, (System.nanoTime() - start) / 1e9);
      }
    } catch (IOException e) {
      throw new MediaException(run.out + ": cannot be written: " + e.getMessage(), e);
    } finally {
      clips.forEach(GlassClip::close);
    }
  }

  /** What was learned from, beside the network. */
  private void card(Path file, long steps, double seconds) throws IOException {
    List<Map<String, Object>> data =
        Stream.concat(moving.stream(), still.stream())
            .filter(clip -> !clip.judged)
            .distinct()
            .map(
                clip ->
                    Map.<String, Object>of(
                        "name", clip.file.getFileName().toString(), "licence", clip.licence))
            .toList();
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("name", GlassContract.NAME);
    card.put("description", "Finds drops that stand on the glass, for --glass auto.");
    card.put("run", file.getFileName().toString());
    card.put("seed", seed);
    card.put("steps", steps);
    card.put("batch", batch);
    card.put("wall_s", Math.round(seconds));
    card.put("data", data);
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(out.resolve(GlassContract.NAME + ".json").toFile(), card);
  }

  private void check(Path file) {
    if (out == null || moving == null || still == null) {
      throw new MediaException(file + ": out, moving and still must be there");
    }
    for (List<Clip> clips : List.of(moving, still)) {
      for (Clip clip : clips) {
        if (clip.file == null || clip.licence == null || clip.licence.isBlank()) {
          throw new MediaException(file + ": " + clip.file + ": its file or licence is missing");
        }
      }
    }
    if (!(minutes > 0) || !(rate > 0) || batch < 1 || threads < 1) {
      throw new MediaException(file + ": minutes, rate, batch and threads must be above 0");
    }
  }
}
