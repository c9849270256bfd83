package org.derain.app.live.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Counts wrong tokens by where they come from. Whoever gave too many within a minute has to wait
 * until that minute is over, and what he says meanwhile is not even looked at.
 */
final class Guesses {
  /** Wrong tokens that one address may give in a minute. */
  static final int MOST = 10;

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  /** Addresses that are remembered; the one that came first is forgotten first. */
  private static final int REMEMBERED = 4096;

  /** Who has one IPv6 address has all that begin with these bytes. */
  private static final int NETWORK_BYTES = 8;

  private final LongSupplier clock;
  private final Map<String, Wrong> wrong =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Wrong> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Wrong(long begun, int count) {}

  /** With a clock as {@link System#nanoTime}. */
  Guesses(LongSupplier clock) {
    this.clock = clock;
  }

  /** Seconds that an address has to wait before it may try; 0 when it may. */
  synchronized long waitS(String address) {
    Wrong known = wrong.get(network(address));
    long left = known == null ? 0 : known.begun() + MINUTE - clock.getAsLong();
    return left > 0 && known.count() >= MOST ? TimeUnit.NANOSECONDS.toSeconds(left) + 1 : 0;
  }

  /** An address gave a wrong token. */
  synchronized void wrong(String address) {
    long now = clock.getAsLong();
    String from = network(address);
    Wrong known = wrong.get(from);
    boolean same = known != null && now - known.begun() < MINUTE;
    wrong.remove(from);
    wrong.put(from, new Wrong(same ? known.begun() : now, same ? known.count() + 1 : 1));
  }

  private static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    try {
      // Digits only: no name is looked up.
      byte[] all = InetAddress.getByName(address.replaceAll("[\\[\\]]|%.*", "")).getAddress();
      return Arrays.toString(all.length > NETWORK_BYTES ? Arrays.copyOf(all, NETWORK_BYTES) : all);
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
