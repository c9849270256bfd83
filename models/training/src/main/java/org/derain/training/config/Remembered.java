package org.derain.training.config;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Rain that a run draws from a memory of recipes instead of from the renderer.
 *
 * @param file that "derain select", or a run, left
 * @param share of the windows whose recipe comes out of it, 0 to 1; missing: all
 */
public record Remembered(Path file, Double share) {
  /** The share of the windows. */
  public double part() {
    return share == null ? 1 : share;
  }

  /**
   * What is wrong with it, or null.
   *
   * @param there whether the file has to be there already
   */
  String wrong(boolean there) {
    if (file == null || there && !Files.isRegularFile(file)) {
      return "no such memory: " + file + " (derain select makes one)";
    }
    return part() >= 0 && part() <= 1 ? null : "a share from 0 to 1";
  }
}
