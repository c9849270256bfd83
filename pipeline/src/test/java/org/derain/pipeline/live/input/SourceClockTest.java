package org.derain.pipeline.live.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SourceClockTest {
  private static final long SECOND = 1_000_000;
  private final SourceClock clock = new SourceClock();

  /** A packet of the camera's time that came at a moment, both in microseconds; its new time. */
  private long map(boolean audio, long time, long came) {
    return time + clock.shift(audio, time, true, 1000 * came);
  }

  @Test
  void goodTimesStayTogetherAndBeginAtZero() {
    clock.connect(true);
    for (int i = 0; i < 100; i++) {
      long late = new Random(i).nextInt(300_000);
      assertEquals(40_000L * i, map(false, 7 * SECOND + 40_000L * i, 40_000L * i + late));
      assertEquals(40_000L * i + 5, map(true, 7 * SECOND + 40_000L * i + 5, 40_000L * i + late));
    }
    assertEquals(0, clock.jumps());
  }

  @Test
  void soundAndPicturesAreMovedAlikeWhenTheClockJumpsBack() {
    clock.connect(true);
    long last = -1;
    for (int i = 0; i < 200; i++) {
      // The jump reaches the sound three packets later than the pictures.
      long picture = 50 * SECOND + 40_000L * i - (i < 100 ? 0 : 30 * SECOND);
      long sound = 50 * SECOND + 40_000L * i - (i < 103 ? 0 : 30 * SECOND);
      long video = map(false, picture, 40_000L * i);
      long audio = map(true, sound, 40_000L * i + 10);
      assertTrue(video > last, i + ": " + video + " after " + last);
      assertEquals(video, audio, 1000, "at " + i);
      last = video;
    }
    assertEquals(40_000L * 199, last, 1000);
    assertEquals(1, clock.jumps());
  }

  @Test
  void aSmallJumpThatReachesTheSoundFirst() {
    clock.connect(true);
    for (int i = 0; i < 100; i++) {
      long sound = map(true, 40_000L * i - (i < 50 ? 0 : 600_000), 40_000L * i);
      long video = map(false, 40_000L * i - (i < 53 ? 0 : 600_000), 40_000L * i + 10);
      assertEquals(40_000L * i, video, 1000);
      assertTrue(i >= 50 && i <= 53 || sound == video, "at " + i);
    }
  }

  @Test
  void aJumpForwardIsNoGap() {
    clock.connect(true);
    map(false, 0, 0);
    assertEquals(40_000, map(false, 40_000, 40_000));
    assertEquals(80_000, map(false, 3600 * SECOND, 80_000), 1000);
    assertEquals(120_000, map(false, 3600 * SECOND + 40_000, 120_000), 1000);
  }

  @Test
  void silenceIsAGapAndABurstAfterItIsNot() {
    clock.connect(true);
    map(false, 0, 0);
    assertEquals(4 * SECOND, map(false, 4 * SECOND, 4 * SECOND));
    // Four seconds of packets that were stuck in the network come at once.
    for (int i = 1; i <= 100; i++) {
      assertEquals(4 * SECOND + 40_000L * i, map(false, 4 * SECOND + 40_000L * i, 8 * SECOND));
    }
    assertEquals(0, clock.jumps());
  }

  @Test
  void packetsThatWereLostInABurstAreAGap() {
    clock.connect(true);
    for (int i = 0; i < 50; i++) {
      map(false, 40_000L * i, 40_000L * i);
    }
    // Nothing for three seconds; then the first of it, and what is left behind a second's loss.
    assertEquals(2 * SECOND, map(false, 2 * SECOND, 5 * SECOND));
    assertEquals(3 * SECOND, map(false, 3 * SECOND, 5 * SECOND + 100));
    assertEquals(0, clock.jumps());
  }

  @Test
  void slowVideoThatIsReadFastKeepsItsTimes() {
    clock.connect(false);
    for (int i = 0; i < 50; i++) {
      assertEquals(2 * SECOND * i, map(false, 2 * SECOND * i, 1000L * i));
    }
  }

  @Test
  void aJumpForwardOfHalfASecondIsRepaired() {
    clock.connect(true);
    for (int i = 0; i < 100; i++) {
      long jump = i < 50 ? 0 : 600_000;
      assertEquals(40_000L * i, map(false, 40_000L * i + jump, 40_000L * i), 1000);
    }
    assertEquals(1, clock.jumps());
  }

  @Test
  void aNewConnectionGoesOnWhereTheWallClockIs() {
    clock.connect(true);
    map(false, 100 * SECOND, 0);
    map(false, 101 * SECOND, SECOND);
    clock.connect(true);
    assertEquals(21 * SECOND, map(false, 5, 21 * SECOND));
    assertEquals(21 * SECOND + 10_000, map(true, 10_005, 21 * SECOND + 1));
  }

  @Test
  void aNewConnectionIsNeverBeforeTheOldOne() {
    clock.connect(true);
    map(false, 0, 0);
    // A clock that runs fast.
    for (int i = 1; i < 100; i++) {
      map(false, 60_000L * i, 40_000L * i);
    }
    clock.connect(true);
    assertTrue(map(false, 0, 41_000L * 100) > 60_000L * 99);
  }

  @Test
  void picturesOutOfOrderAreNoJump() {
    clock.connect(true);
    long[] order = {0, 120, 40, 80, 240, 160, 200, 360, 280, 320};
    for (int i = 0; i < order.length; i++) {
      long time = 1000 * order[i];
      assertEquals(time, time + clock.shift(false, time, false, 40_000_000L * i));
    }
  }
}
