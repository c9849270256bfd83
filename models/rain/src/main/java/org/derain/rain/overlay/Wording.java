package org.derain.rain.overlay;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongFunction;

/** What stands in a picture, frame by frame: clocks, counters, speeds, names. */
final class Wording {
  private static final String[] CLOCKS = {
    "yyyy-MM-dd HH:mm:ss",
    "dd/MM/yyyy HH:mm:ss",
    "MM-dd-yyyy EEE HH:mm:ss",
    "yyyy/MM/dd hh:mm:ss a",
    "dd.MM.yyyy  HH:mm:ss",
    "HH:mm:ss",
    "hh:mm:ss a",
    "yyyyMMdd_HHmmss"
  };
  private static final String[] NAMES = {
    "FRONT DOOR",
    "Camera 01",
    "CAM 3",
    "CH02",
    "LIVE",
    "REC",
    "GATE",
    "Loading bay",
    "Kamera Hof",
    "NORTH",
    "News at six",
    "1080p 25",
    "IPC",
    "A4 km 112,5",
    "Heavy rain in the west",
    "@street",
    "(c) 2024",
    "Platform 2",
    "Weather",
    "HD"
  };
  private static final long FROM = LocalDateTime.of(2005, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
  private static final long SECONDS = 30L * 365 * 24 * 3600;

  private Wording() {}

  /**
   * A clock that ticks once a second, some with a counter of frames.
   *
   * @param tick a frame at which it ticks
   */
  static LongFunction<String> clock(Random random, long tick, int framesPerSecond) {
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern(CLOCKS[random.nextInt(CLOCKS.length)], Locale.ENGLISH);
    long start = FROM + (long) (random.nextDouble() * SECONDS);
    String before = random.nextInt(4) == 0 ? name(random) + " " : "";
    boolean counts = random.nextInt(4) == 0;
    return frame -> {
      long second = start + Math.floorDiv(frame - tick, framesPerSecond);
      long rest = Math.floorMod(frame - tick, framesPerSecond);
      String time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC).format(format);
      return before + time + (counts ? String.format(Locale.ROOT, ":%02d", rest) : "");
    };
  }

  /** A number of the frame, or a speed and a place that change once a second. */
  static LongFunction<String> telemetry(Random random, long tick, int framesPerSecond) {
    int number = random.nextInt(900_000);
    if (random.nextInt(3) == 0) {
      return frame -> String.format(Locale.ROOT, "F %06d", number + frame);
    }
    int speed = random.nextInt(130);
    double north = 35 + 25 * random.nextDouble();
    double east = 120 * random.nextDouble();
    return frame -> {
      long second = Math.floorDiv(frame - tick, framesPerSecond);
      return String.format(
          Locale.ROOT,
          "%d km/h  N%.5f E%.5f",
          Math.floorMod(speed + second, 140),
          north + 0.00017 * second,
          east + 0.00023 * second);
    };
  }

  /** What stands, or appears or goes at a frame. */
  static LongFunction<String> caption(Random random, long change) {
    String text = name(random);
    return switch (random.nextInt(4)) {
      case 0 -> frame -> frame < change ? text : "";
      case 1 -> frame -> frame < change ? "" : text;
      default -> frame -> text;
    };
  }

  /** Long enough for a line that moves through the picture. */
  static LongFunction<String> news(Random random) {
    StringBuilder text = new StringBuilder();
    while (text.length() < 120) {
      text.append(name(random)).append("  +++  ");
    }
    return frame -> text.toString();
  }

  private static String name(Random random) {
    return NAMES[random.nextInt(NAMES.length)];
  }
}
