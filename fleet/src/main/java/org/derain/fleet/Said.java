package org.derain.fleet;

import java.util.ArrayList;
import org.derain.pipeline.clean.CleanListener;

/** Keeps what a job says to the user. */
final class Said implements CleanListener {
  private final ArrayList<String> notes = new ArrayList<>();

  /** All of it. */
  ArrayList<String> notes() {
    return notes;
  }

  @Override
  public void begin(long frames, long finished) {}

  @Override
  public void progress(long done) {}

  @Override
  public void finishing() {}

  @Override
  public void note(String text) {
    // That there is nothing to continue is usual here.
    if (!text.startsWith("nothing to continue") && !notes.contains(text)) {
      notes.add(text);
    }
  }
}
