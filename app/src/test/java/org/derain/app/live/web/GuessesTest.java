package org.derain.app.live.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GuessesTest {
  private final AtomicLong clock = new AtomicLong(-5);
  private final Guesses guesses = new Guesses(clock::get);

  private void wrong(String address, int times) {
    for (int i = 0; i < times; i++) {
      guesses.wrong(address);
    }
  }

  @Test
  void tenInAMinuteAndThenAMinuteOfSilence() {
    wrong("10.0.0.1", Guesses.MOST - 1);
    assertEquals(0, guesses.waitS("10.0.0.1"));
    clock.addAndGet(TimeUnit.SECONDS.toNanos(20));
    guesses.wrong("10.0.0.1");
    assertEquals(41, guesses.waitS("10.0.0.1"));
    assertEquals(0, guesses.waitS("10.0.0.2"), "others may");
    clock.addAndGet(TimeUnit.SECONDS.toNanos(40));
    assertEquals(0, guesses.waitS("10.0.0.1"));
    wrong("10.0.0.1", Guesses.MOST - 1);
    assertEquals(0, guesses.waitS("10.0.0.1"), "a new minute");
  }

  @Test
  void aNetworkIsOneGuesser() {
    wrong("2001:db8:1:2::1", 5);
    wrong("[2001:db8:1:2:ffff:1:2:3]", 5);
    assertEquals(61, guesses.waitS("2001:db8:1:2::77"));
    assertEquals(0, guesses.waitS("2001:db8:1:3::1"));
  }

  @Test
  void aFloodOfAddressesIsForgotten() {
    wrong("10.0.0.1", Guesses.MOST);
    for (int i = 0; i < 5000; i++) {
      guesses.wrong("10.1." + i / 256 + "." + i % 256);
    }
    assertEquals(0, guesses.waitS("10.0.0.1"));
  }
}
