package org.derain.pipeline.live.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.derain.frames.Picture;
import org.derain.pipeline.FakeClock;
import org.derain.pipeline.RainFilter;
import org.derain.zoo.Gate;
import org.derain.zoo.RainScore;
import org.junit.jupiter.api.Test;

/** A frame that waits for a network: done once, by a run or by who gives it up. */
class InferenceRequestTest {
  private final FakeClock clock = new FakeClock();

  private InferenceRequest request(RainFilter filter) {
    return new InferenceRequest(filter, new Picture[5], null, Gate.OPEN, clock::nanoTime);
  }

  @Test
  void itIsDoneWhenTheNetworkHasRun() throws Exception {
    InferenceRequest request =
        request(
            (window, into) -> {
              clock.advance(30 * FakeClock.MILLI);
              return RainScore.of(0.7f);
            });
    long begun = clock.nanoTime();
    assertFalse(request.isDone());
    assertFalse(request.await(begun), "the deadline is now");
    InferenceRequest.run(List.of(request));
    assertTrue(request.isDone());
    assertTrue(request.await(begun), "done is done, whenever one asks");
    assertEquals(0.7f, request.score().rain());
    assertEquals(begun + 30 * FakeClock.MILLI, request.endedAt());
    assertNull(request.failure());
  }

  @Test
  void whatWasGivenUpIsNotRun() {
    List<Integer> together = new ArrayList<>();
    RainFilter filter =
        new RainFilter() {
          @Override
          public RainScore derain(Picture[] window, Picture into) {
            return RainScore.of(1);
          }

          @Override
          public List<RainScore> derainAll(
              List<Picture[]> windows, List<Picture> into, List<Gate> gates) {
            together.add(windows.size());
            return RainFilter.super.derainAll(windows, into, gates);
          }
        };
    List<InferenceRequest> all = List.of(request(filter), request(filter), request(filter));
    all.get(1).giveUp();
    assertTrue(all.get(1).isDone());
    InferenceRequest.run(all);
    assertEquals(List.of(2), together);
    assertNull(all.get(1).score());
    assertNull(all.get(1).failure());
    assertEquals(1, all.get(2).score().rain());
    InferenceRequest.run(all);
    assertEquals(List.of(2), together, "no frame is derained twice");
  }

  @Test
  void whatRunsCannotBeGivenUp() {
    InferenceRequest[] own = new InferenceRequest[1];
    own[0] =
        request(
            (window, into) -> {
              own[0].giveUp();
              assertFalse(own[0].isDone(), "its pictures are in use");
              return RainScore.of(0.2f);
            });
    InferenceRequest.run(List.of(own[0]));
    assertEquals(0.2f, own[0].score().rain());
  }

  @Test
  void aFailureEndsAllThatRanTogether() {
    IllegalStateException broken = new IllegalStateException("no memory");
    RainFilter filter =
        (window, into) -> {
          throw broken;
        };
    List<InferenceRequest> both = List.of(request(filter), request(filter));
    InferenceRequest.run(both);
    for (InferenceRequest request : both) {
      assertTrue(request.isDone());
      assertSame(broken, request.failure());
      assertNull(request.score());
    }
  }

  @Test
  void waitingForTheEndKeepsAnInterrupt() {
    InferenceRequest request = request((window, into) -> RainScore.of(0));
    Thread.currentThread().interrupt();
    request.giveUp();
    request.awaitDone();
    assertTrue(Thread.interrupted());
  }
}
