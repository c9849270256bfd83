package org.derain.app.live.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.derain.app.live.fleet.Fleet;
import org.derain.app.signal.RainSignals;
import org.derain.frames.MediaException;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.Redacted;

/**
 * Follows a camera file: a changed file that is right changes the fleet, a broken one is told and
 * changes nothing.
 */
public final class WatchedFile {
  private final Path file;
  private final CameraDefaults base;
  private final Fleet fleet;
  private final RainSignals signals;
  private final Consumer<String> notes;
  private byte[] read; // null: not readable
  private volatile String error;

  /**
   * Not read yet.
   *
   * @param base what holds where the file says nothing
   * @param fleet that follows it
   * @param signals that learn whom to tell
   * @param notes told what changed and what is wrong
   */
  public WatchedFile(
      Path file, CameraDefaults base, Fleet fleet, RainSignals signals, Consumer<String> notes) {
    this.file = file;
    this.base = base;
    this.fleet = fleet;
    this.signals = signals;
    this.notes = notes;
  }

  /**
   * Reads the file for the first time.
   *
   * @throws MediaException when it is wrong
   */
  public List<CameraSettings> first() {
    read = CameraFile.content(file);
    return taken();
  }

  /** Why the file as it is now is not in force; null when it is. */
  public String error() {
    return error;
  }

  /** Looks whether the content changed; to be called about once a second. */
  public void look() {
    byte[] before = read;
    read = null;
    try {
      read = CameraFile.content(file);
      if (Arrays.equals(before, read)) {
        return;
      }
      Fleet.Change change = fleet.set(taken());
      error = null;
      notes.accept(file + " changed: " + describe(change));
    } catch (MediaException e) {
      tell(e.getMessage());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // Whatever a file may hold, the cameras that run must not end for it.
      tell(file + ": " + Redacted.text(e.toString()));
    }
  }

  private List<CameraSettings> taken() {
    CameraList list = CameraFile.read(file, read, base, System::getenv);
    list.hooks().forEach(signals::hooks);
    return list.cameras();
  }

  private void tell(String mistake) {
    if (!mistake.equals(error)) {
      error = mistake;
      notes.accept(mistake + " (the cameras go on as they were)");
    }
  }

  private static String describe(Fleet.Change change) {
    if (!change.any()) {
      return "the cameras stay as they were";
    }
    return (change.ended().isEmpty() ? "" : "ended " + String.join(", ", change.ended()))
        + (change.ended().isEmpty() || change.started().isEmpty() ? "" : "; ")
        + (change.started().isEmpty() ? "" : "started " + String.join(", ", change.started()));
  }
}
