package org.derain.pipeline.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derain.frames.MediaException;
import org.derain.frames.Rational;

/** The video codecs that results are written in, with their defaults. */
public enum Codec {
  /** H.264 by x264, 8 or 10 bit; by {@link OpenH264}, 8 bit, where FFmpeg has no x264. */
  H264("libx264", 18, 51, "fast"),
  /** H.265 by x265, 8, 10 or 12 bit. */
  HEVC("libx265", 20, 51, "fast"),
  /** AV1 by SVT-AV1, 8 or 10 bit. */
  AV1("libsvtav1", 26, 63, "8"),
  /** FFV1, lossless, 8 to 12 bit. */
  FFV1("ffv1", -1, -1, "");

  private static final List<String> PRESETS =
      List.of(
          "ultrafast",
          "superfast",
          "veryfast",
          "faster",
          "fast",
          "medium",
          "slow",
          "slower",
          "veryslow",
          "placebo");

  private final String encoder;
  private final int crf;
  private final int highestCrf;
  private final String preset;

  Codec(String encoder, int crf, int highestCrf, String preset) {
    this.encoder = encoder;
    this.crf = crf;
    this.highestCrf = highestCrf;
    this.preset = preset;
  }

  /** FFmpeg's name of the encoder. */
  String encoder() {
    return this == H264 ? OpenH264.orX264() : encoder;
  }

  private boolean isOpenH264() {
    return encoder().equals(OpenH264.ENCODER);
  }

  /** The quality used when none is asked for; smaller is better, -1 for a lossless codec. */
  public int defaultCrf() {
    return crf;
  }

  /** The preset used when none is asked for; empty for a codec without presets. */
  public String defaultPreset() {
    return preset;
  }

  /**
   * What is wrong with a quality or a preset for this codec, or null when nothing is.
   *
   * @param crf null for the default
   * @param preset null for the default
   */
  public Optional<String> problem(Integer crf, String preset) {
    if (this == FFV1) {
      return crf == null && preset == null
          ? Optional.empty()
          : Optional.of("ffv1 is lossless and has neither --crf nor --preset");
    }
    if (crf != null && (crf < 0 || crf > highestCrf)) {
      return Optional.of(
          "--crf for " + label() + " goes from 0 (best) to " + highestCrf + ", not " + crf);
    }
    if (isOpenH264()) {
      return OpenH264.problem(crf, preset);
    }
    if (preset == null || presets().contains(preset)) {
      return Optional.empty();
    }
    return Optional.of(
        "--preset for "
            + label()
            + " is one of "
            + String.join(", ", presets())
            + ", not "
            + preset);
  }

  /**
   * Presets for an encoder that does not keep up: the one that was asked for, and what is quicker
   * by a clear step each. The last is the quickest.
   */
  public List<String> fasterPresets(String preset) {
    if (isOpenH264()) {
      return List.of(preset);
    }
    List<String> known =
        switch (this) {
          case H264, HEVC -> List.of("superfast", "ultrafast");
          case AV1 -> List.of("10", "12");
          case FFV1 -> List.of();
        };
    List<String> steps = new ArrayList<>(List.of(preset));
    known.stream().filter(next -> speed(next) > speed(preset)).forEach(steps::add);
    return steps;
  }

  private int speed(String preset) {
    int place = presets().indexOf(preset);
    return this == AV1 ? place : -place;
  }

  private List<String> presets() {
    if (this != AV1) {
      return PRESETS;
    }
    List<String> levels = new ArrayList<>();
    for (int level = 0; level <= 13; level++) {
      levels.add(Integer.toString(level));
    }
    return levels;
  }

  /** The name users type. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The bits per sample in which pictures of {@code depth} bits are kept: never fewer up to 10. */
  public int storedDepth(int depth) {
    if (depth <= 8 || isOpenH264()) {
      return 8;
    }
    return switch (this) {
      case H264, AV1 -> 10;
      case HEVC -> depth <= 10 ? 10 : 12;
      case FFV1 -> depth <= 10 ? depth : 12;
    };
  }

  /** Whether pictures with odd sides can be stored. */
  public boolean storesOddSizes() {
    return this == FFV1;
  }

  /** Whether the number of the parameter sets can be chosen. */
  public boolean numbersParameterSets() {
    return this == H264 && !isOpenH264();
  }

  /** Whether closed captions and other messages can go with the pictures. */
  boolean storesMessages() {
    return this == H264 || this == HEVC;
  }

  /** The most frames per second that the encoder can be told; times of packets are not its own. */
  Rational nominalRate(Rational rate) {
    return this == AV1 && rate.value() > 240 ? new Rational(240, 1) : rate;
  }

  /** The least width and height in pixels: below 32, SVT-AV1 waits for itself for ever. */
  int smallestSide() {
    return this == AV1 ? 32 : isOpenH264() ? OpenH264.SMALLEST_SIDE : 1;
  }

  /**
   * Encoder options: quality, preset, closed groups of pictures; no chatter.
   *
   * @param crf 0 is lossless for H.264 and HEVC
   * @param hdr mastering display and light level, in x265's syntax, empty for none
   */
  Map<String, String> options(int crf, String preset, int threads, Map<String, String> hdr) {
    if (isOpenH264()) {
      return OpenH264.options(crf);
    }
    Map<String, String> options = new LinkedHashMap<>();
    List<String> own = new ArrayList<>();
    switch (this) {
      case H264 -> {
        options.put("preset", preset);
        // At more than 8 bits CRF 0 is not lossless, a quantiser of 0 is.
        options.put(crf == 0 ? "qp" : "crf", Integer.toString(crf));
        hdr.forEach((key, value) -> own.add(H264_NAMES.get(key) + "=" + value));
        options.put("udu_sei", "1");
        own.add("open-gop=0");
        // With AVX-512 x264's macroblock tree reads memory that nobody wrote, at most widths: the
        // same pictures came out in other bytes now and then. Its plain functions do not.
        own.add("cpu-independent=1");
        options.put("x264-params", String.join(":", own));
      }
      case HEVC -> {
        options.put("preset", preset);
        options.put("crf", Integer.toString(crf));
        options.put("a53cc", "1");
        options.put("udu_sei", "1");
        own.add("open-gop=0:log-level=none");
        if (crf == 0) {
          own.add("lossless=1");
        }
        if (threads > 0) {
          own.add("pools=" + threads);
        }
        hdr.forEach((key, value) -> own.add(key + "=" + value));
        options.put("x265-params", String.join(":", own));
      }
      case AV1 -> {
        options.put("preset", preset);
        options.put("crf", Integer.toString(crf));
        if (threads > 0) {
          options.put("svtav1-params", "lp=" + threads);
        }
      }
      case FFV1 -> {
        options.put("level", "3");
        options.put("slicecrc", "1");
      }
      default -> throw new MediaException("unknown codec " + this);
    }
    return options;
  }

  /**
   * Encoder options for live streams: the same, but no picture waits for another, and a picture
   * that is asked to be a key frame becomes one where players can begin.
   *
   * @param alike whether H.264 in mid-stream goes on with this preset: what ultrafast leaves out is
   *     put back as far as the stream's parameters tell of it, so that they stay those of veryfast
   */
  Map<String, String> liveOptions(
      int crf, String preset, int threads, Map<String, String> hdr, boolean alike) {
    Map<String, String> options = options(crf, preset, threads, hdr);
    if (isOpenH264()) {
      return options;
    }
    switch (this) {
      case H264 -> {
        options.put("tune", "zerolatency");
        options.put("forced-idr", "1");
        if (alike) {
          options.merge(
              "x264-params", "cabac=1:8x8dct=1:weightp=1", (own, more) -> own + ":" + more);
        }
      }
      case HEVC -> {
        options.put("tune", "zerolatency");
        options.put("forced-idr", "1");
        options.merge("x265-params", "frame-threads=1:bframes=0", (own, more) -> own + ":" + more);
      }
      case AV1 ->
          options.merge("svtav1-params", "pred-struct=1:lad=0", (own, more) -> own + ":" + more);
      case FFV1 -> options.put("slices", "4");
      default -> throw new MediaException("unknown codec " + this);
    }
    return options;
  }

  private static final Map<String, String> H264_NAMES =
      Map.of("master-display", "mastering-display", "max-cll", "cll");
}
