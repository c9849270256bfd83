package org.derain.app.signal;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A web hook.
 *
 * @param url http:// or https://, with or without user and password
 * @param secret that its messages are signed with; null for none
 */
public record HookAddress(String url, String secret) {
  /** Of what cannot be read. */
  static final String NO_ADDRESS =
      "this can be no address; in a password write %23 for #, %2F for /, %3F for ? and %40 for @";

  /** What a secret has at least. */
  static final int SECRET_LENGTH = 16;

  /** What is wrong with an address, redacted. */
  public static Optional<String> problem(String url) {
    try {
      URI uri = new URI(url);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return web && uri.getHost() != null
          ? Optional.empty()
          : Optional.of("a web hook is http://HOST/... or https://HOST/...");
    } catch (URISyntaxException e) {
      return Optional.of(NO_ADDRESS);
    }
  }

  /** What is wrong with a secret. */
  public static Optional<String> secretProblem(String secret) {
    return secret.length() >= SECRET_LENGTH
        ? Optional.empty()
        : Optional.of(
            "a secret has at least "
                + SECRET_LENGTH
                + " characters; 'openssl rand -hex 32' makes one");
  }

  /** A part of an address without its escapes; a plus sign is one. */
  static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Without credentials: the path of a web hook often is one. */
  @Override
  public String toString() {
    URI uri = URI.create(url);
    return uri.getScheme()
        + "://"
        + uri.getHost()
        + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
        + (uri.getRawPath().length() > 1 || uri.getRawQuery() != null ? "/***" : "");
  }
}
