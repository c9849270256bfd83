package org.derain.pipeline.live.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.derain.pipeline.FakeClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which network a camera uses, by a clock of the test. */
@Timeout(60)
class TierChoiceTest {
  private static final long FRAME = 40 * FakeClock.MILLI;

  private final ClockedNetworks networks = new ClockedNetworks();
  private final List<String> notes = new ArrayList<>();
  private final Tiers tiers = networks.tiers(notes);
  private final Governor governor =
      new Governor(List.of(new Governor.Tier("nano", 1), new Governor.Tier("base", 4)));
  private final FrameTimings timings = new FrameTimings(25);

  @AfterEach
  void allIsGivenBack() {
    tiers.close();
    networks.close();
    assertEquals(0, networks.open.get());
  }

  private TierChoice choice(String fixed) {
    return new TierChoice(tiers, governor, fixed, notes::add);
  }

  private Lease lease(TierChoice choice) {
    networks.settle();
    return choice.lease(networks.clock.nanoTime(), timings);
  }

  /** Seconds in which each frame is derained in time. */
  private void go(TierChoice choice, int seconds, long nanos) {
    for (int i = 0; i < 25 * seconds; i++) {
      networks.clock.advance(FRAME);
      timings.derain().add(nanos);
      timings.network().add(nanos);
      choice.judge(networks.clock.nanoTime(), false, timings);
    }
  }

  @Test
  void aModelThatWasAskedForIsTakenOverBetweenTwoFrames() {
    networks.nanos.put("base", 5 * FakeClock.MILLI);
    TierChoice choice = choice("nano");
    assertEquals("nano", lease(choice).model());
    choice.fix("base");
    assertEquals("nano", choice.lease().model());
    assertEquals("base", lease(choice).model());
    assertEquals(List.of("model base instead of nano"), notes);
    assertEquals(5 * FakeClock.MILLI, timings.network().mean(), "as its trial took");
    go(choice, 60, 39 * FakeClock.MILLI);
    networks.settle();
    assertEquals(List.of("nano", "base"), networks.tried, "a fixed choice stays");
  }

  @Test
  void aModelThatDoesNotLoadIsTriedAgainAfterHalfAMinute() {
    TierChoice choice = choice("bad");
    assertNull(lease(choice));
    assertTrue(choice.failed());
    networks.clock.advance(30 * FakeClock.SECOND);
    assertNull(lease(choice));
    networks.settle();
    assertEquals(List.of("bad"), networks.tried);
    networks.clock.advance(1);
    assertNull(lease(choice));
    networks.settle();
    assertEquals(List.of("bad", "bad"), networks.tried);
    assertNull(lease(choice));
    assertEquals(List.of("cannot load model bad"), notes, "said once");
  }

  @Test
  void theLargestThatKeepsUpIsUsed() {
    networks.nanos.put("nano", 2 * FakeClock.MILLI);
    networks.nanos.put("base", 8 * FakeClock.MILLI);
    TierChoice choice = choice(null);
    assertEquals("nano", lease(choice).model());
    go(choice, 9, 2 * FakeClock.MILLI);
    assertEquals("nano", lease(choice).model());
    go(choice, 3, 2 * FakeClock.MILLI);
    assertEquals("base", lease(choice).model());
    go(choice, 3, 39 * FakeClock.MILLI);
    assertEquals("nano", lease(choice).model());
    assertEquals(
        List.of(
            "nano takes 5% of the time between frames: loading base",
            "model base instead of nano",
            "base takes 95% of the time between frames: loading nano",
            "model nano instead of base"),
        notes);
  }

  @Test
  void aTrialThatIsTooSlowKeepsTheSmallerForAMinute() {
    networks.nanos.put("nano", 2 * FakeClock.MILLI);
    networks.nanos.put("base", 100 * FakeClock.MILLI);
    TierChoice choice = choice(null);
    lease(choice);
    go(choice, 12, 2 * FakeClock.MILLI);
    assertEquals("nano", lease(choice).model());
    networks.settle();
    assertEquals(List.of("nano", "base"), networks.tried);
    assertEquals(1, networks.open.get());
    go(choice, 59, 2 * FakeClock.MILLI);
    lease(choice);
    assertEquals(List.of("nano", "base"), networks.tried);
  }

  @Test
  void aBrokenNetworkIsLoadedAnew() {
    TierChoice choice = choice("nano");
    Lease first = lease(choice);
    choice.renew();
    assertTrue(lease(choice) != first);
    assertEquals(List.of("the network failed again and again: loading it anew"), notes);
  }
}
