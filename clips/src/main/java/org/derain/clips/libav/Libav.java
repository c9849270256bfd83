package org.derain.clips.libav;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_FATAL;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_iterate;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_parse_time;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/** FFmpeg's conventions: return codes, dictionaries, times. */
public final class Libav {
  /** "Give me more input first"; its number is the operating system's. */
  public static final int AGAIN = Loader.getPlatform().startsWith("macosx") ? -35 : -11;

  static {
    av_log_set_level(AV_LOG_FATAL);
  }

  private Libav() {}

  /** Passes a return code on; throws a {@link ClipException} for an error. */
  public static int check(int code, String doing) {
    if (code >= 0) {
      return code;
    }
    byte[] text = new byte[128];
    av_strerror(code, text, text.length);
    throw new ClipException(doing + ": " + new String(text, StandardCharsets.UTF_8).trim());
  }

  public static boolean none(Pointer pointer) {
    return pointer == null || pointer.isNull();
  }

  /** Text of the library, or null. */
  public static String text(BytePointer text) {
    return none(text) ? null : text.getString();
  }

  public static Map<String, String> entries(AVDictionary dictionary) {
    Map<String, String> entries = new LinkedHashMap<>();
    if (none(dictionary)) {
      return entries;
    }
    AVDictionaryEntry entry = av_dict_iterate(dictionary, null);
    while (!none(entry)) {
      entries.put(entry.key().getString(), entry.value().getString());
      entry = av_dict_iterate(dictionary, entry);
    }
    return entries;
  }

  /** A dictionary that whoever receives it frees. */
  public static AVDictionary dictionary(Map<String, String> entries) {
    AVDictionary dictionary = new AVDictionary(null);
    entries.forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
    return dictionary;
  }

  /** A time such as {@code 1.4} or {@code 00:01:02} in microseconds. */
  public static long micros(String time) {
    long[] micros = new long[1];
    check(av_parse_time(micros, time, 1), "not a time: " + time);
    return micros[0];
  }
}
