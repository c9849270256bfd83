package org.derain.app.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.derain.pipeline.weather.RainChange;
import org.derain.pipeline.weather.RainChange.What;
import org.derain.zoo.RainScore.Type;
import org.junit.jupiter.api.Test;

/** Who is told what. */
class RainSignalsTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final RainChange BEGINS = new RainChange(What.BEGINS, Type.DROPS, 0.9);
  private static final RainChange ENDS = new RainChange(What.ENDS, Type.DRY, 0.1);

  private final List<String> notes = new ArrayList<>();
  private final RainSignals signals =
      new RainSignals(Clock.fixed(NOW, ZoneOffset.UTC), null, notes::add);

  private List<RainEvent> logged() throws InterruptedException {
    return signals.log().await(0, 0).stream().map(EventLog.Entry::event).toList();
  }

  @Test
  void eachCameraTellsItsOwnHooksAndTheEndIsNotLost() throws Exception {
    try (HookServer one = new HookServer();
        HookServer other = new HookServer()) {
      signals.hooks("yard", List.of(new HookAddress(one.url(), null)));
      signals.hooks(
          "gate", List.of(new HookAddress(one.url(), null), new HookAddress(other.url(), null)));
      signals.changed("yard", BEGINS);
      signals.changed("gate", BEGINS);
      signals.changed("shed", BEGINS);
      signals.changed("gate", ENDS);
      signals.close();
      List<String> cameras = one.messages.stream().map(m -> m.path("camera").asText()).toList();
      assertEquals(List.of("yard", "gate", "gate"), cameras);
      assertEquals(2, other.messages.size());
      assertEquals("dry", other.messages.get(1).path("reason").asText());
      assertEquals(List.of(), notes);
    }
  }

  @Test
  void aCameraThatEndsInTheRainTellsAnEnd() throws Exception {
    signals.changed("yard", BEGINS);
    signals.stopped("yard");
    signals.stopped("yard");
    signals.stopped("gate");
    List<RainEvent> all = logged();
    assertEquals(2, all.size());
    assertEquals(RainEvent.stopped("yard", 0.9, NOW), all.get(1));
    assertTrue(all.get(1).json().contains("\"reason\":\"stopped\""), all.get(1).json());
    signals.close();
  }

  @Test
  void whoComesAgainGetsWhatItMissed() throws Exception {
    EventLog log = signals.log();
    assertEquals(0, log.known(null));
    signals.changed("yard", BEGINS);
    signals.changed("yard", ENDS);
    assertEquals(2, log.known(null), "only what is to come");
    assertEquals(1, log.known(log.id(1)));
    assertEquals(0, log.known("another-7"), "the numbers of another process");
    assertEquals(What.ENDS, log.await(1, 0).get(0).event().change().what());
    signals.close();
  }
}
