package org.derain.pipeline.live.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.derain.frames.Picture;
import org.derain.pipeline.FakeClock;
import org.derain.pipeline.RainFilter;
import org.derain.zoo.Gate;
import org.derain.zoo.RainScore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One thread for all networks of a device, in a fair order. */
@Timeout(60)
class WorkerTest {
  private final FakeClock clock = new FakeClock();
  private final Worker worker = new Worker("derain-test", clock);
  private final List<String> runs = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void end() {
    worker.close();
  }

  private RainFilter filter(String name, int together) {
    return new RainFilter() {
      @Override
      public RainScore derain(Picture[] window, Picture into) {
        return RainScore.of(0);
      }

      @Override
      public int together() {
        return together;
      }

      @Override
      public List<RainScore> derainAll(
          List<Picture[]> windows, List<Picture> into, List<Gate> gates) {
        runs.add(name + windows.size());
        return RainFilter.super.derainAll(windows, into, gates);
      }
    };
  }

  private InferenceRequest submit(RainFilter filter) {
    return worker.submit(filter, new Picture[5], null, Gate.OPEN);
  }

  /** Keeps the worker busy until the gate opens. */
  private InferenceRequest block() throws InterruptedException {
    InferenceRequest first =
        submit(
            (window, into) -> {
              entered.countDown();
              try {
                gate.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return RainScore.of(0);
            });
    entered.await();
    return first;
  }

  @Test
  void framesForOneNetworkGoTogetherAndTheOthersInTheirOrder() throws Exception {
    block();
    RainFilter a = filter("a", 3);
    RainFilter b = filter("b", 1);
    submit(a);
    submit(b);
    submit(b);
    submit(a);
    submit(a);
    InferenceRequest last = submit(a);
    gate.countDown();
    last.awaitDone();
    assertEquals(List.of("a3", "b1", "b1", "a1"), runs);
  }

  @Test
  void itIsBusyForTheShareOfTimeThatNetworksRan() {
    assertEquals(0, worker.busy());
    submit(
            (window, into) -> {
              clock.advance(2 * FakeClock.SECOND);
              return RainScore.of(0);
            })
        .awaitDone();
    submit(filter("a", 1)).awaitDone(); // begins when the first is accounted for
    assertEquals(1 - Math.exp(-1), worker.busy(), 1e-6);
    clock.advance(2 * FakeClock.SECOND);
    assertEquals((1 - Math.exp(-1)) * Math.exp(-1), worker.busy(), 1e-6);
  }

  @Test
  void closedItGivesUpWhatWaits() throws Exception {
    InferenceRequest running = block();
    InferenceRequest waiting = submit(filter("a", 1));
    worker.close();
    assertNotNull(running.failure(), "it was interrupted");
    assertTrue(waiting.isDone());
    assertNull(waiting.score());
    assertNull(waiting.failure());
    assertEquals(List.of(), runs);
  }
}
