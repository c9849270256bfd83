package org.derain.app.live.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.derain.frames.MediaException;
import org.derain.pipeline.live.Redacted;

/** What is wrong with a file, with the lines. */
final class ConfigErrors {
  private static final int SHOWN = 10;

  private final List<Mistake> all = new ArrayList<>();

  private record Mistake(int line, String text) {}

  /** Adds one, unless it is known; addresses in it are redacted. */
  void add(int line, String text) {
    Mistake mistake = new Mistake(line, Redacted.text(text));
    if (!all.contains(mistake)) {
      all.add(mistake);
    }
  }

  int count() {
    return all.size();
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /**
   * Ends here when there is any mistake.
   *
   * @throws MediaException with the mistakes in the order of the lines
   */
  void refuse(Path file) {
    if (all.isEmpty()) {
      return;
    }
    String text =
        all.stream()
            .sorted(Comparator.comparingInt(Mistake::line))
            .limit(SHOWN)
            .map(mistake -> "line " + mistake.line() + ": " + mistake.text())
            .collect(Collectors.joining("; "));
    String more = all.size() > SHOWN ? "; and " + (all.size() - SHOWN) + " more" : "";
    throw new MediaException(file + " " + text + more);
  }
}
