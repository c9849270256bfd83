package org.derain.pipeline.live.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The network in use and the next one: each is given back, whatever is asked for meanwhile. */
@Timeout(60)
class TiersTest {
  private final ClockedNetworks networks = new ClockedNetworks();
  private final Tiers tiers = networks.tiers(new ArrayList<>());

  @AfterEach
  void allIsGivenBack() {
    tiers.close();
    networks.close();
    assertEquals(0, networks.open.get());
  }

  private void take(String model) {
    tiers.want(model);
    networks.settle();
    tiers.take();
  }

  @Test
  void aNetworkIsUsedWhenItIsTakenOver() {
    tiers.want("nano");
    networks.settle();
    assertNull(tiers.current());
    assertEquals("nano", tiers.ready().model());
    tiers.take();
    assertEquals("nano", tiers.current().model());
    assertNull(tiers.ready());
    take("base");
    networks.settle();
    assertEquals("base", tiers.current().model());
    assertEquals(1, networks.open.get());
  }

  @Test
  void whatIsAskedForTwiceIsLoadedOnce() {
    take("nano");
    tiers.want("nano");
    networks.settle();
    assertEquals(List.of("nano"), networks.tried);
    assertNull(tiers.ready());
  }

  @Test
  void camerasShareANetworkWhichIsToldHowMany() {
    take("nano");
    try (Tiers other = networks.tiers(new ArrayList<>())) {
      other.want("nano");
      networks.settle();
      assertEquals("nano", other.ready().model());
      assertEquals(2, networks.users.get());
      assertEquals(List.of("nano"), networks.tried);
      tiers.close();
      networks.settle();
      assertEquals(1, networks.open.get(), "the other one uses it");
    }
  }

  @Test
  void aNetworkThatNobodyWantsAnyMoreIsGivenBack() {
    take("nano");
    tiers.want("base");
    tiers.want("nano"); // perhaps before the other is loaded
    networks.settle();
    assertNull(tiers.ready());
    tiers.want("base");
    networks.settle();
    assertEquals("base", tiers.ready().model());
    tiers.refuse();
    networks.settle();
    assertEquals("nano", tiers.current().model());
    assertEquals("nano", tiers.wanted());
    assertEquals(1, networks.open.get());
  }

  @Test
  void aBrokenNetworkIsLoadedAnew() {
    take("nano");
    Lease broken = tiers.current();
    tiers.renew();
    networks.settle();
    assertEquals(broken, tiers.current(), "until the other is there");
    tiers.take();
    networks.settle();
    assertTrue(broken != tiers.current());
    assertEquals(List.of("nano", "nano"), networks.tried);
    assertEquals(1, networks.open.get());
  }

  @Test
  void aFailureIsRememberedUntilItIsTriedAgain() {
    take("nano");
    tiers.want("bad");
    networks.settle();
    assertEquals("cannot load model bad", tiers.failure());
    assertEquals("nano", tiers.current().model());
    tiers.want("bad");
    networks.settle();
    assertEquals(List.of("nano", "bad", "bad"), networks.tried);
    tiers.refuse();
    assertNull(tiers.failure());
    assertEquals("nano", tiers.wanted());
  }

  @Test
  void closedItLoadsNoMore() {
    take("nano");
    tiers.want("base");
    tiers.close();
    tiers.want("large");
    networks.settle();
    assertNull(tiers.current());
    assertEquals(List.of("nano", "base"), networks.tried);
    assertEquals(0, networks.open.get());
  }
}
