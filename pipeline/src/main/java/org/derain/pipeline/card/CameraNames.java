package org.derain.pipeline.card;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How makers of dashcams name their files. Groups of the patterns: {@code date} and {@code time},
 * digits with or without something between; {@code channel}; {@code kind}.
 */
public enum CameraNames {
  /** {@code TeslaCam/SentryClips/2023-05-15_14-25-00/2023-05-15_14-15-00-left_repeater.mp4}. */
  TESLA(
      "(?<date>\\d{4}-\\d\\d-\\d\\d)_(?<time>\\d\\d-\\d\\d-\\d\\d)"
          + "-(?<channel>front|back|(?:left|right)_(?:repeater|pillar))(?<kind>)"),
  /** {@code Normal/Front/NO20230515-141500-000123F.MP4}. */
  SEVENTY_MAI("(?<kind>NO|EV|PA|LA)(?<date>\\d{8})-(?<time>\\d{6})-\\d+(?<channel>[FBIR]?)"),
  /** {@code BlackVue/Record/20230515_141500_NF.mp4}. */
  BLACKVUE("(?<date>\\d{8})_(?<time>\\d{6})_(?<kind>[NEPMTIOALBR])(?<channel>[FRIO]?)[LMS]?"),
  /** {@code DCIM/105UNSVD/GRMN0543.MP4}: the time is that of the file. */
  GARMIN("GRMN\\d+(?<date>)(?<time>)(?<channel>)(?<kind>)"),
  /** {@code DCIM/Movie/Parking/20230515141500_000123PF.MP4}, {@code 2023_0515_141500_0123F.MP4}. */
  VIOFO("(?<date>\\d{4}_?\\d{4})_?(?<time>\\d{6})_\\d{3,6}(?<kind>P?)(?<channel>[FRIT])"),
  /** {@code CARDV/Movie/2023_0515_141500_001A.MP4}, {@code FILE230515-141500R.MOV}. */
  NOVATEK(
      "(?:FILE|EMER|LOCK|PARK)?(?<date>\\d{4}_?\\d{4}|\\d{6})[-_](?<time>\\d{6})(?:_\\d{1,6})?"
          + "(?<kind>P?)_?(?<channel>[FRABI]?)"),
  /**
   * A date and a time somewhere, a channel at the end perhaps: {@code REC_2023_05_15_14_15_00_F}.
   */
  OTHER(
      ".*?(?<date>(?:20)?\\d\\d[-_.]?\\d\\d[-_.]?\\d\\d)[-_T"
          + " ]?(?<time>\\d\\d[-_.]?\\d\\d[-_.]?\\d\\d)"
          + "(?:\\D\\d+)?[-_]?(?<kind>P?)(?<channel>front|back|rear|[FRBI]?)[HL]?"),
  /** Nothing is known of the name. */
  UNKNOWN(".*(?<date>)(?<time>)(?<channel>)(?<kind>)");

  private final Pattern pattern;

  CameraNames(String pattern) {
    this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
  }

  /** What a name tells. */
  record Read(CameraNames names, String channel, Recording.Kind kind, LocalDateTime begun) {}

  /** Reads the name of a file without its ending; the last of these takes any. */
  static Read read(String name) {
    for (CameraNames names : values()) {
      Matcher found = names.pattern.matcher(name);
      if (found.matches()) {
        String date = digits(found.group("date"));
        LocalDateTime begun = date.isEmpty() ? null : time(date, digits(found.group("time")));
        if (date.isEmpty() || begun != null) {
          return new Read(names, channel(found.group("channel")), kind(found.group("kind")), begun);
        }
      }
    }
    throw new IllegalStateException(name);
  }

  private static String digits(String text) {
    return text.replaceAll("\\D", "");
  }

  /** Null when the digits are no date. */
  private static LocalDateTime time(String date, String time) {
    String whole = date.length() == 6 ? "20" + date : date;
    try {
      return LocalDateTime.of(
          Integer.parseInt(whole.substring(0, 4)),
          Integer.parseInt(whole.substring(4, 6)),
          Integer.parseInt(whole.substring(6)),
          Integer.parseInt(time.substring(0, 2)),
          Integer.parseInt(time.substring(2, 4)),
          Integer.parseInt(time.substring(4)));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Empty when the letter says nothing. */
  private static String channel(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "f", "a" -> "front";
      case "r", "b", "back", "t" -> "rear";
      case "i" -> "interior";
      default -> word.toLowerCase(Locale.ROOT);
    };
  }

  /** Null when the letters say nothing. */
  private static Recording.Kind kind(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "P", "PA" -> Recording.Kind.PARKING;
      case "E", "EV", "M", "I", "O", "A" -> Recording.Kind.EVENT;
      case "T", "L", "LA" -> Recording.Kind.LAPSE;
      case "N", "NO" -> Recording.Kind.NORMAL;
      default -> null;
    };
  }

  /** The name in reports. */
  @Override
  public String toString() {
    return this == SEVENTY_MAI ? "70mai" : name().toLowerCase(Locale.ROOT);
  }
}
