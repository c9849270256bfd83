package org.derain.app.live.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class WebAddressTest {
  @Test
  void aPortAloneIsForThisMachine() {
    assertEquals(new WebAddress("127.0.0.1", 8080), WebAddress.of("8080"));
    assertTrue(WebAddress.of("8080").isLoopback());
    assertEquals(new WebAddress("0.0.0.0", 80), WebAddress.of("0.0.0.0:80"));
    assertFalse(WebAddress.of("0.0.0.0:80").isLoopback());
    assertEquals(new WebAddress("::1", 8080), WebAddress.of("[::1]:8080"));
    assertTrue(WebAddress.of("localhost:8080").isLoopback());
  }

  @Test
  void everythingElseIsRefused() {
    for (String wrong : List.of("", "host", "host:", ":80", "1:2:3", "70000", "a:b")) {
      assertThrows(IllegalArgumentException.class, () -> WebAddress.of(wrong), wrong);
    }
  }
}
