package org.derain.app.signal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * An MQTT broker, and the topic below which everything is told.
 *
 * @param secure whether by TLS
 * @param user null for none
 * @param password null for none
 * @param topic without slashes at its ends
 */
record MqttAddress(
    boolean secure, String host, int port, String user, String password, String topic) {
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*");
  private static final int PORT = 1883;
  private static final int SECURE_PORT = 8883;

  /**
   * Reads {@code mqtt://[USER[:PASSWORD]@]HOST[:PORT][/TOPIC]}, or {@code mqtts://} by TLS.
   *
   * @throws IllegalArgumentException when it is none, with the reason and without credentials
   */
  static MqttAddress of(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(HookAddress.NO_ADDRESS, e);
    }
    boolean secure = "mqtts".equalsIgnoreCase(uri.getScheme());
    if (!secure && !"mqtt".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "a broker is mqtt://HOST[:PORT][/TOPIC], or mqtts:// for TLS");
    }
    if (uri.getFragment() != null || uri.getQuery() != null) {
      throw new IllegalArgumentException("a topic has no '#' and no '?'");
    }
    String topic = uri.getPath().replaceAll("^/+|/+$", "");
    if (!topic.isEmpty() && !TOPIC.matcher(topic).matches()) {
      throw new IllegalArgumentException("a topic has letters, digits, '_', '-', '.' and '/'");
    }
    String[] user =
        uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
    int usual = secure ? SECURE_PORT : PORT;
    return new MqttAddress(
        secure,
        uri.getHost(),
        uri.getPort() < 0 ? usual : uri.getPort(),
        user.length > 0 ? HookAddress.decoded(user[0]) : null,
        user.length > 1 ? HookAddress.decoded(user[1]) : null,
        topic.isEmpty() ? "derain" : topic);
  }

  /** As the client wants it. */
  String server() {
    return (secure ? "ssl://" : "tcp://") + host + ":" + port;
  }

  /** Without credentials. */
  @Override
  public String toString() {
    return (secure ? "mqtts://" : "mqtt://") + host + ":" + port;
  }
}
