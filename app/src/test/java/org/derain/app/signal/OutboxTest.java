package org.derain.app.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.derain.pipeline.weather.RainChange;
import org.derain.pipeline.weather.RainChange.What;
import org.derain.zoo.RainScore.Type;
import org.junit.jupiter.api.Test;

/** What waits for a receiver, and what is dropped. */
class OutboxTest {
  private final FakeClock clock = new FakeClock();
  private final List<String> notes = new ArrayList<>();
  private final List<String> taken = new ArrayList<>();
  private boolean here;

  private final Outbox outbox =
      new Outbox(
          new Receiver() {
            @Override
            public String name() {
              return "hook";
            }

            @Override
            public void send(RainEvent event) throws IOException {
              if (!here) {
                throw new IOException("it is away");
              }
              taken.add(event.camera());
            }
          },
          clock,
          notes::add);

  private void add(int number) {
    RainChange change = new RainChange(What.BEGINS, Type.STREAKS, 1);
    outbox.add(RainEvent.of("c" + number, change, Instant.EPOCH));
  }

  @Test
  void beyondItsRoomTheOldestAreDroppedAndCounted() throws Exception {
    add(0);
    outbox.attempt();
    for (int i = 1; i <= Outbox.ROOM + 3; i++) {
      add(i);
    }
    assertEquals(Outbox.ROOM + 1, outbox.waiting());
    here = true;
    clock.second(60);
    outbox.attempt();
    // The one that was being sent stays; of those behind it, the three oldest went.
    assertEquals(Outbox.ROOM + 1, taken.size());
    assertEquals(List.of("c0", "c4", "c5"), taken.subList(0, 3));
    assertEquals("c" + (Outbox.ROOM + 3), taken.get(Outbox.ROOM));
    assertEquals(
        List.of(
            "hook: it is away; rain events wait until it is back",
            "hook: 4096 rain events wait for it; from now on the oldest are dropped",
            "hook: is back after 60 s; rain events dropped: 3"),
        notes);
  }

  @Test
  void nothingIsTriedBeforeItsTime() throws Exception {
    add(0);
    long pause = outbox.attempt();
    assertTrue(pause > 300_000_000 && pause <= 500_000_000, pause + " ns");
    here = true;
    add(1);
    assertEquals(pause, outbox.attempt());
    assertEquals(List.of(), taken);
    clock.second(1);
    outbox.attempt();
    assertEquals(List.of("c0", "c1"), taken);
  }

  @Test
  void atTheEndWhatIsLostIsTold() throws Exception {
    add(0);
    add(1);
    outbox.last();
    assertEquals("hook: rain events that it was not told: 2", notes.get(notes.size() - 1));
  }
}
