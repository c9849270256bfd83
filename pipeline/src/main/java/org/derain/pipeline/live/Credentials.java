package org.derain.pipeline.live;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** User and password in an address. */
final class Credentials {
  /** A user, a password that holds what ends a host's name, and a host behind it. */
  private static final Pattern CUT_SHORT =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://(?!\\[)([^/?#@:]*:[^@]*[/?#][^@]*)@[^@]*");

  private static final Pattern PORT = Pattern.compile("[^/?#@:]*:\\d{1,5}([/?#].*)?");

  private static final Map<Character, String> WRITTEN = Map.of('#', "%23", '/', "%2F", '?', "%3F");

  private Credentials() {}

  /** What is wrong with how they are written, without telling them. */
  static Optional<String> problem(String url) {
    Matcher parts = CUT_SHORT.matcher(url);
    // A path may hold an @ as well: behind a port it is one.
    if (!parts.matches() || PORT.matcher(parts.group(1)).matches()) {
      return Optional.empty();
    }
    for (char letter : parts.group(1).toCharArray()) {
      String written = WRITTEN.get(letter);
      if (written != null) {
        return Optional.of("write " + written + " for the " + letter + " in its password");
      }
    }
    return Optional.empty();
  }
}
