package org.derain.app.clean;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.derain.app.Commands;
import org.derain.clips.Clip;
import org.derain.zoo.Identity;

/**
 * A folder to clean clips in: with a model that changes nothing, so that what goes in must come
 * out, and a look at what came out.
 */
final class Bench {
  final Path folder;
  final Commands derain = new Commands();
  private final Path model;

  Bench(Path folder) throws IOException {
    this(folder, 2);
  }

  /** With a model whose result is this frame of the window; 2 is the one in the middle. */
  Bench(Path folder, int frame) throws IOException {
    this.folder = folder;
    model = Files.createDirectories(folder.resolve("model")).resolve("identity.onnx");
    Files.write(model, Identity.onnx(frame, 0.7f));
  }

  /** Makes a clip; the arguments of ffmpeg are separated by single spaces. */
  Path clip(String name, String arguments) throws Exception {
    return Commands.ffmpeg(arguments, folder.resolve(name));
  }

  /** Makes a plain clip of so many frames at 25 frames per second. */
  Path plain(String name, int frames) throws Exception {
    return clip(name, "-f lavfi -i testsrc2=s=160x96:r=25 -frames:v " + frames + " -c:v libx264");
  }

  /** Makes a still; what its file is like follows from its name. */
  Path still(String name) throws Exception {
    return clip(name, "-f lavfi -i testsrc2=s=160x96 -frames:v 1");
  }

  /** Runs {@code derain clean}; the exit code. */
  int clean(Object input, Object output, Object... options) {
    List<Object> words = new ArrayList<>(List.of("clean", input, "-o", output, "--model", model));
    words.addAll(List.of(options));
    return derain.run(words.toArray());
  }

  /** Cleans a clip that must succeed; the result's file. */
  Path cleaned(Path input, String output, Object... options) {
    Path target = folder.resolve(output);
    int exit = clean(input, target, options);
    if (exit != 0) {
      throw new AssertionError(exit + ": " + derain.err());
    }
    return target;
  }

  Path model() {
    return model;
  }

  /** What ffprobe says about a file; words are separated by single spaces. */
  static JsonNode probe(Path file, String words) {
    return Clip.probe(file, words);
  }

  /** The main video stream of a file. */
  static JsonNode video(Path file) {
    return probe(file, "-show_streams -select_streams v:0").get("streams").get(0);
  }

  /** The presentation times of all decoded frames of the main video, in seconds. */
  static List<Double> times(Path file) {
    return Clip.frameTimes(file);
  }

  /** PSNR of the luma of two clips against each other in dB; infinite when they are equal. */
  static double psnr(Path one, Path other) {
    return Clip.psnr(one, other);
  }

  /** Everything that lies in a folder, hidden files too. */
  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
