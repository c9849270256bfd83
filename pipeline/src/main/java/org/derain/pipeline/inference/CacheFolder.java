package org.derain.pipeline.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.derain.frames.MediaException;

/** Where this user's programs keep what they can make again. */
final class CacheFolder {
  private CacheFolder() {}

  /** A folder of this program for one purpose, made if it is not there. */
  static Path of(String purpose) {
    Path folder = root().resolve("derain").resolve(purpose);
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new MediaException("cannot make the cache folder " + folder + ": " + e.getMessage(), e);
    }
  }

  private static Path root() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String home = System.getProperty("user.home");
    if (os.startsWith("windows")) {
      String local = System.getenv("LOCALAPPDATA");
      return local == null ? Path.of(home, "AppData", "Local") : Path.of(local);
    }
    if (os.startsWith("mac")) {
      return Path.of(home, "Library", "Caches");
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    return xdg == null || xdg.isBlank() ? Path.of(home, ".cache") : Path.of(xdg);
  }
}
