package org.derain.pipeline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.derain.pipeline.FakeClock;
import org.junit.jupiter.api.Test;

/** How long a camera is waited for, by a clock of the test. */
class WaitsTest {
  private final FakeClock clock = new FakeClock();
  private final Waits waits = new Waits(Timeouts.USUAL, clock);

  private void pictures(int count, double seconds) {
    for (int i = 0; i < count; i++) {
      clock.advance((long) (seconds * FakeClock.SECOND));
      waits.picture();
    }
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void asLongAsWasAskedFor() {
    waits.begin();
    assertEquals(seconds(5), waits.connect());
    assertEquals(seconds(15), waits.description());
    assertEquals(seconds(15), waits.first());
    pictures(20, 0.04);
    assertEquals(seconds(5), waits.silence());
  }

  @Test
  void aSlowCameraIsSilentForLong() {
    waits.begin();
    pictures(1, 0);
    assertEquals(seconds(15), waits.silence(), "nobody knows yet how slow it is");
    pictures(1, 10);
    assertEquals(seconds(30), waits.silence());
    pictures(8, 0.5);
    assertEquals(seconds(5), waits.silence(), "quick again");
    pictures(1, 50);
    assertEquals(Waits.ALIVE, waits.silence(), "not three times 50 s");
  }

  @Test
  void silenceCountsWhileSomebodyListens() {
    waits.begin();
    pictures(20, 0.04);
    clock.advance(5 * FakeClock.SECOND);
    assertFalse(waits.silent(), "five seconds are borne");
    clock.advance(1);
    assertTrue(waits.silent());
    waits.listen();
    assertFalse(waits.silent(), "it could not be heard before");
    clock.advance(5 * FakeClock.SECOND + 1);
    assertTrue(waits.silent());
    waits.picture();
    assertFalse(waits.silent());
  }

  @Test
  void aKeyFrameIsWaitedForWhileVideoComes() {
    waits.begin();
    assertEquals(seconds(15), waits.first());
    pictures(1, 0);
    assertEquals(Waits.ALIVE, waits.first());
  }

  @Test
  void whoIsThereGetsTwiceAsLongNextTime() {
    waits.begin();
    pictures(1, 0);
    assertTrue(waits.gaveUp());
    waits.begin();
    assertEquals(seconds(30), waits.description());
    assertEquals(seconds(5), waits.connect());
    pictures(1, 0);
    assertEquals(seconds(30), waits.silence());
    for (int i = 0; i < 20; i++) {
      waits.gaveUp();
    }
    assertFalse(waits.gaveUp(), "not for ever");
    assertEquals(Waits.ALIVE, waits.silence());
    pictures(20, 0.04);
    assertEquals(seconds(5), waits.silence());
    assertFalse(waits.gaveUp(), "a quick camera that falls silent is lost");
    waits.begin();
    assertEquals(seconds(15), waits.description());
  }

  @Test
  void moreThanTwoMinutesCanBeAskedFor() {
    Waits patient = new Waits(Timeouts.of(Duration.ofMinutes(5)), clock);
    patient.begin();
    patient.picture();
    assertEquals(Duration.ofMinutes(5), patient.first());
    assertEquals(Duration.ofMinutes(5), patient.silence());
    assertFalse(patient.gaveUp());
    assertEquals(Duration.ofMinutes(5), patient.description());
  }
}
