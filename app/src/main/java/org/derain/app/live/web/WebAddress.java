package org.derain.app.live.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derain.frames.MediaException;

/**
 * Where the page is served.
 *
 * @param host a name or an address of this machine
 * @param port 0 for any free one
 */
public record WebAddress(String host, int port) {
  private static final Pattern TEXT = Pattern.compile("(?:(\\[[^\\]]+\\]|[^:]+):)?(\\d{1,5})");
  private static final int HIGHEST = 65535;

  /**
   * Reads {@code [HOST:]PORT}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static WebAddress of(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches() || Integer.parseInt(parts.group(2)) > HIGHEST) {
      throw new IllegalArgumentException(
          "--http is a port or HOST:PORT, for instance 127.0.0.1:8080, not '" + text + "'");
    }
    String host = parts.group(1) == null ? "127.0.0.1" : parts.group(1);
    return new WebAddress(host.replaceAll("[\\[\\]]", ""), Integer.parseInt(parts.group(2)));
  }

  /**
   * Whether only this machine can reach it.
   *
   * @throws MediaException when there is no such host
   */
  public boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new MediaException("--http: there is no host " + host, e);
    }
  }
}
