package org.derain.clips.libav;

import static org.bytedeco.ffmpeg.global.avutil.av_parse_ratio;
import static org.bytedeco.ffmpeg.global.avutil.av_parse_video_rate;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale;

import org.bytedeco.ffmpeg.avutil.AVRational;

/** A fraction: a unit of time in seconds, a rate, an aspect. */
public record Ratio(int num, int den) {
  public static final Ratio MICROS = new Ratio(1, 1_000_000);

  public static Ratio of(AVRational value) {
    return new Ratio(value.num(), value.den());
  }

  /** {@code 30000/1001}, {@code 25}, {@code ntsc}. */
  static Ratio rate(String text) {
    try (AVRational value = new AVRational()) {
      Libav.check(av_parse_video_rate(value, text), "not a rate: " + text);
      return of(value);
    }
  }

  /** {@code 1/90000} or {@code 4:3}. */
  public static Ratio parse(String text) {
    try (AVRational value = new AVRational()) {
      Libav.check(av_parse_ratio(value, text, Integer.MAX_VALUE, 0, null), "no fraction: " + text);
      return of(value);
    }
  }

  public AVRational raw() {
    return new AVRational().num(num).den(den);
  }

  public Ratio inverse() {
    return new Ratio(den, num);
  }

  public boolean known() {
    return num > 0 && den > 0;
  }

  public double value() {
    return (double) num / den;
  }

  /** A time in this unit, given in another one, to the nearest. */
  public long from(long time, Ratio unit) {
    return av_rescale(time, (long) unit.num * den, (long) unit.den * num);
  }

  @Override
  public String toString() {
    return num + "/" + den;
  }
}
