package org.derain.app.signal;

import java.io.IOException;

/** Who is told. One thread uses it. */
interface Receiver extends AutoCloseable {
  /** Who that is, without credentials. */
  String name();

  /**
   * Tells an event; returns when it was taken.
   *
   * @throws Refused when it will not be taken at any other time either
   * @throws IOException with the reason when it was not taken, and may be another time
   */
  void send(RainEvent event) throws IOException, InterruptedException;

  /**
   * Keeps up what has to be there between events.
   *
   * @throws IOException with the reason when the receiver is away
   */
  default void tend() throws IOException, InterruptedException {}

  /** Says good-bye, within a second. */
  @Override
  default void close() {}

  /** An event that a receiver does not want. */
  final class Refused extends IOException {
    Refused(String message) {
      super(message);
    }
  }
}
