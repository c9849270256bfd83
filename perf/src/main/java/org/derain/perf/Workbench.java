package org.derain.perf;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.derain.frames.MediaException;

/** What every benchmark needs: clips, a folder for results, and somewhere to say how it goes. */
final class Workbench implements AutoCloseable {
  private final Clips clips;
  private final Path kept;
  private final Path folder;
  private final CleanChild clean;
  private final int threads;
  private final PrintWriter progress;

  /**
   * Sets up.
   *
   * @param kept where clips are kept for the next time; results go into a folder in it, which is
   *     deleted on close
   * @param device for the network
   * @param threads for decoder, network and encoder; 0 for the default
   * @param progress takes a line for each step
   */
  Workbench(Path kept, String device, int threads, PrintWriter progress) {
    try {
      Files.createDirectories(kept);
      this.folder = Files.createTempDirectory(kept, "run");
    } catch (IOException e) {
      throw new MediaException(
          kept + ": cannot be written to; choose another with --folder (" + e + ")", e);
    }
    this.kept = kept;
    this.clips = new Clips(kept);
    this.threads = threads;
    this.progress = progress;
    String count = Integer.toString(threads);
    this.clean = new CleanChild(folder, List.of("--device", device, "--threads", count));
  }

  /** A clip to work on; it is made when it is not there. */
  Path clip(Size size, double seconds, int rate) {
    say("clip of %s s, %s, %d fps", Clips.text(seconds), size, rate);
    return clips.of(size, seconds, rate);
  }

  /** Such a clip with heavy rain, which is made when it is not there. */
  Path rainy(Path clip) {
    say("rain over %s", clip.getFileName());
    return clips.rainy(clip);
  }

  /** A place for a result. */
  Path scratch(String name) {
    return folder.resolve(name);
  }

  /** A place for what is made once and kept for the next time. */
  Path kept(String name) {
    return kept.resolve(name);
  }

  /** Runs {@code derain clean}. */
  CleanChild clean() {
    return clean;
  }

  /** Threads for decoder and encoder; 0 for the default. */
  int threads() {
    return threads;
  }

  /** Tells the user what is going on. */
  void say(String format, Object... values) {
    progress.println("bench: " + String.format(java.util.Locale.ROOT, format, values));
    progress.flush();
  }

  @Override
  public void close() {
    try (Stream<Path> left = Files.walk(folder)) {
      for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new MediaException("cannot delete " + folder + ": " + e.getMessage(), e);
    }
  }
}
