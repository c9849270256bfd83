package org.derain.pipeline.codec;

import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_iterate;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;

/** FFmpeg's dictionaries (metadata, options) as maps. */
public final class Dictionary {
  private Dictionary() {}

  /** The entries, in their order. */
  public static Map<String, String> read(AVDictionary dictionary) {
    Map<String, String> entries = new LinkedHashMap<>();
    if (dictionary == null || dictionary.isNull()) {
      return entries;
    }
    AVDictionaryEntry entry = av_dict_iterate(dictionary, null);
    while (entry != null && !entry.isNull()) {
      entries.put(entry.key().getString(), entry.value().getString());
      entry = av_dict_iterate(dictionary, entry);
    }
    return entries;
  }

  /** A dictionary with these entries; whoever receives it frees it. */
  public static AVDictionary of(Map<String, String> entries) {
    AVDictionary dictionary = new AVDictionary(null);
    entries.forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
    return dictionary;
  }

  /** Gives a dictionary of {@link #of} back. */
  public static void free(AVDictionary dictionary) {
    av_dict_free(dictionary);
  }
}
