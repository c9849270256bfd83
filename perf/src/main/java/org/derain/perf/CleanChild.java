package org.derain.perf;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derain.app.Main;
import org.derain.frames.MediaException;
import org.derain.pipeline.clean.CleanReport;
import org.derain.zoo.Identity;

/** Runs {@code derain clean} as a process of its own, by the launcher. */
final class CleanChild {
  /** Name, beside those of the zoo, of a network that changes nothing. */
  static final String IDENTITY = "identity";

  /** What the launcher gives to Java; a test compares the two. */
  static final List<String> JAVA_OPTIONS =
      List.of(
          "-Xmx512m",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Djava.awt.headless=true",
          "-Dfile.encoding=UTF-8",
          "-Dorg.bytedeco.javacpp.nopointergc=true",
          "-Dorg.bytedeco.javacpp.maxbytes=0",
          "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
          "-Dorg.bytedeco.javacpp.platform.extension=-gpl",
          "--enable-native-access=ALL-UNNAMED");

  private final Path folder;
  private final List<String> options;

  /**
   * Prepares runs.
   *
   * @param folder for results, which are deleted after each run
   * @param options of {@code clean} that every run has
   */
  CleanChild(Path folder, List<String> options) {
    this.folder = folder;
    this.options = options;
  }

  /**
   * A run.
   *
   * @param process seen from outside: with the start of Java
   * @param report its own figures: from opening the source to the finished file
   * @param bytes size of the result
   */
  record Cleaned(Child process, CleanReport report, long bytes) {}

  /**
   * Cleans a clip.
   *
   * @param model a name in the zoo, a file, or {@link #IDENTITY}
   * @param more further options of {@code clean}
   */
  Cleaned run(Path clip, String model, String... more) {
    Path out = folder.resolve("clean.mp4");
    Path stats = folder.resolve("clean.json");
    try {
      List<String> words = new ArrayList<>(launched());
      words.addAll(List.of("clean", clip.toString(), "-o", out.toString(), "--overwrite"));
      words.addAll(List.of("--model", model.equals(IDENTITY) ? identity() : model));
      words.addAll(List.of("--stats", stats.toString()));
      words.addAll(options);
      words.addAll(List.of(more));
      Child process = Child.run("derain clean", words, folder.resolve("clean.log"));
      CleanReport report = new ObjectMapper().readValue(stats.toFile(), CleanReport.class);
      return new Cleaned(process, report, Files.size(out));
    } catch (IOException e) {
      throw new MediaException("cannot measure in " + folder + ": " + e.getMessage(), e);
    } finally {
      delete(out);
      delete(stats);
    }
  }

  /**
   * How a command of {@code derain} begins: with the launcher that started this, or, where none
   * did, with what it would give to Java.
   */
  static List<String> launched() {
    String home = System.getProperty("derain.home");
    if (home != null) {
      return List.of(Path.of(home, "derain").toString());
    }
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(JAVA_OPTIONS);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    return words;
  }

  private String identity() throws IOException {
    Path file = folder.resolve(IDENTITY + ".onnx");
    if (!Files.exists(file)) {
      // Dry, and not so dry that it need not run.
      Files.write(file, Identity.onnx(2, 0.4f));
    }
    return file.toString();
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new MediaException("cannot delete " + file + ": " + e.getMessage(), e);
    }
  }
}
