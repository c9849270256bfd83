package org.derain.pipeline.demux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What counts as a jump of a clock, and what does not. */
class StreamClockTest {
  private static final long FRAME = 40_000;

  private long position;

  private StreamClock run(StreamClock clock, long from, int frames) {
    for (int i = 0; i < frames; i++) {
      position += 1000;
      clock.observe(position, from + i * FRAME, FRAME);
    }
    return clock;
  }

  private static StreamClock clock() {
    return new StreamClock(100_000, true);
  }

  @Test
  void aClockThatIsSetBackJumps() {
    StreamClock clock = run(run(clock(), 1_400_000, 75), 1_400_000, 75);
    assertEquals(1, clock.jumps().size());
    assertEquals(3_000_000, clock.jumps().get(0).back());
    assertEquals(76_000, clock.jumps().get(0).position());
    assertEquals(6_000_000, clock.elapsed());
  }

  @Test
  void aLongWayAheadIsAJumpAndAPauseIsNot() {
    assertEquals(-60_000_000, run(run(clock(), 0, 25), 61_000_000, 25).jumps().get(0).back());
    assertTrue(run(run(clock(), 0, 25), 6_000_000, 25).jumps().isEmpty());
    StreamClock matroska = new StreamClock(1_000_000, false);
    assertTrue(run(run(matroska, 0, 25), 61_000_000, 25).jumps().isEmpty());
  }

  @Test
  void aSingleTimeThatIsDamagedIsNoJump() {
    StreamClock clock = run(clock(), 0, 25);
    run(clock, 3_600_000_000L, 1);
    run(clock, 26 * FRAME, 25);
    assertTrue(clock.jumps().isEmpty());
  }

  @Test
  void streamsJumpTogetherOnlyWhereBothDo() {
    StreamClock video = run(run(clock(), 0, 75), 0, 75);
    position = 500;
    StreamClock sound = run(run(clock(), 0, 74), 0, 74);
    position = 500;
    StreamClock steady = run(clock(), 0, 150);
    assertNotNull(sound.like(video.jumps().get(0)));
    assertNull(steady.like(video.jumps().get(0)));
    assertTrue(steady.goesOnBehind(video.jumps().get(0).position()));
  }
}
