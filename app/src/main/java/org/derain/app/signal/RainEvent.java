package org.derain.app.signal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.derain.pipeline.weather.RainChange;
import org.derain.pipeline.weather.RainChange.What;
import org.derain.zoo.RainScore;

/**
 * What others are told.
 *
 * @param id the same whenever this event is sent again
 * @param camera whose picture shows it
 * @param change what happened
 * @param time when, to the millisecond
 * @param reason why rain ended; null for the other events
 */
public record RainEvent(String id, String camera, RainChange change, Instant time, Reason reason) {
  /** Why rain counts as ended. */
  public enum Reason {
    /** It is dry. */
    DRY,
    /** Nobody looks any more: the camera or the recording is over. */
    STOPPED;

    /** The name in messages. */
    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** What a camera saw. */
  public static RainEvent of(String camera, RainChange change, Instant time) {
    return of(camera, change, time, change.what() == What.ENDS ? Reason.DRY : null);
  }

  /**
   * It rained, and nobody looks any more.
   *
   * @param score the last one
   */
  public static RainEvent stopped(String camera, double score, Instant time) {
    RainChange end = new RainChange(What.ENDS, RainScore.Type.DRY, score);
    return of(camera, end, time, Reason.STOPPED);
  }

  private static RainEvent of(String camera, RainChange change, Instant time, Reason reason) {
    Instant to = time.truncatedTo(ChronoUnit.MILLIS);
    String name = camera + "|" + change.what() + "|" + to;
    String id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    return new RainEvent(id, camera, change, to, reason);
  }

  /** Whether it rains from now on. */
  public boolean raining() {
    return change.what() != What.ENDS;
  }

  /** As it is sent; docs/LIVE.md has the fields. */
  public String json() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put("id", id);
    all.put("event", change.what().toString());
    all.put("camera", camera);
    all.put("raining", raining());
    all.put("kind", change.kind().toString());
    all.put("score", Math.round(change.score() * 1e3) / 1e3);
    all.put("time", time.toString());
    if (reason != null) {
      all.put("reason", reason.toString());
    }
    return all.toString();
  }
}
