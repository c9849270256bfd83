package org.derain.app.live.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.derain.pipeline.live.Timeouts;

/** The small words of settings: durations and choices. */
public final class SettingValues {
  private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|m|h)");
  private static final Map<String, Long> UNITS_MS =
      Map.of("ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L);
  private static final double LONGEST_MS = 365.0 * 24 * 3_600_000;

  private SettingValues() {}

  /**
   * A length of time with its unit: 500ms, 2s, 10m, 1.5h.
   *
   * @throws IllegalArgumentException when it is none, 0, or more than a year
   */
  public static Duration duration(String text) {
    Matcher parts = DURATION.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a number and a unit (500ms, 2s, 10m, 1h), not '" + text + "'");
    }
    double ms = Double.parseDouble(parts.group(1)) * UNITS_MS.get(parts.group(2));
    if (ms < 1) {
      throw new IllegalArgumentException("more than 0, not '" + text + "'");
    }
    if (ms > LONGEST_MS) {
      throw new IllegalArgumentException("at most 8760h (a year), not '" + text + "'");
    }
    return Duration.ofMillis(Math.round(ms));
  }

  /**
   * How long to wait: one length for everything, or some of {@code connect}, {@code picture} and
   * {@code silence}, as in "picture=60s,silence=20s".
   *
   * @param rest what holds where nothing is said
   * @throws IllegalArgumentException when it is neither, or too long
   */
  public static Timeouts patience(String text, Timeouts rest) {
    if (!text.contains("=")) {
      return Timeouts.of(duration(text));
    }
    Timeouts all = rest;
    for (String part : text.split(",")) {
      String[] words = part.split("=", 2);
      if (words.length < 2) {
        throw new IllegalArgumentException(
            "a length, or picture=60s,silence=20s, not '" + text + "'");
      }
      Duration time = duration(words[1]);
      all =
          switch (words[0].strip()) {
            case "connect" -> new Timeouts(time, all.picture(), all.silence());
            case "picture" -> new Timeouts(all.connect(), time, all.silence());
            case "silence" -> new Timeouts(all.connect(), all.picture(), time);
            default ->
                throw new IllegalArgumentException(
                    "of connect, picture and silence, not '" + words[0].strip() + "'");
          };
    }
    return all;
  }

  /**
   * One of a few words.
   *
   * @throws IllegalArgumentException with the words that there are
   */
  static <E extends Enum<E>> E choice(Class<E> words, String text) {
    for (E word : words.getEnumConstants()) {
      if (word.name().equalsIgnoreCase(text.strip())) {
        return word;
      }
    }
    String all =
        Arrays.stream(words.getEnumConstants())
            .map(word -> word.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    throw new IllegalArgumentException("one of " + all + ", not '" + text + "'");
  }
}
