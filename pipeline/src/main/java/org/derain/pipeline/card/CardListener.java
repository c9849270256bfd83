package org.derain.pipeline.card;

/** Told how the work on a card goes, on the threads that do it. */
public interface CardListener {
  /** Work on a recording begins. */
  default void begin(Task task) {}

  /** So many frames of a recording are cleaned, of about {@code expected}; 0 when unknown. */
  default void frames(Task task, long done, long expected) {}

  /** Whether a note holds for the machine, not for the recording with which it came. */
  static boolean isOfMachine(String note) {
    return note.startsWith("running on");
  }

  /** Something the user should know about a recording. */
  default void note(Task task, String text) {}

  /** A recording is done, now or in an earlier run, or has failed. */
  default void done(Task task, Outcome outcome, boolean earlier) {}
}
