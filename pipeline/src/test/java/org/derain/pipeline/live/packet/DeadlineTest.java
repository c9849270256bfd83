package org.derain.pipeline.live.packet;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.derain.pipeline.live.CameraErrors;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private static final Duration NONE = Duration.ofNanos(-1);
  private static final Duration LONG = Duration.ofHours(1);

  @Test
  void onceItHappenedThereIsMoreTime() {
    AtomicLong connected = new AtomicLong();
    try (Deadline deadline = new Deadline(() -> false)) {
      deadline.within(NONE, () -> connected.get() > 0, LONG);
      assertTrue(deadline.passed());
      connected.set(1);
      assertFalse(deadline.passed());
      deadline.within(NONE);
      assertTrue(deadline.passed(), "the next step has its own time");
    }
  }

  @Test
  void whileSomethingComesThereIsMoreTimeUpToALimit() {
    AtomicLong bytes = new AtomicLong();
    try (Deadline deadline = new Deadline(() -> false)) {
      deadline.whileMoving(LONG, NONE, bytes::get);
      assertFalse(deadline.passed(), "nothing came, and there is an hour for that");
      bytes.set(1);
      assertTrue(deadline.passed(), "no more than the limit altogether");
      deadline.whileMoving(LONG, LONG, bytes::get);
      bytes.set(2);
      assertFalse(deadline.passed());
    }
  }

  @Test
  void whatWasEndedForTakingTooLongIsSilence() {
    assertEquals("silent", CameraErrors.reading(AVERROR_EXIT(), false, () -> "silent"));
    assertEquals("no answer", CameraErrors.connecting(AVERROR_EXIT(), false, false));
  }
}
