package org.derain.pipeline.mux;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which metadata is carried over: all of it but what describes the old container or encoding. */
final class Tags {
  private static final Set<String> OF_CONTAINER =
      Set.of("major_brand", "minor_version", "compatible_brands", "encoder");
  private static final Set<String> OF_ENCODING =
      Set.of("encoder", "duration", "bps", "number_of_frames", "number_of_bytes");

  /** What MP4's classic boxes can hold; other keys need its newer key table. */
  private static final Set<String> CLASSIC =
      Set.of(
          "title",
          "artist",
          "album_artist",
          "composer",
          "album",
          "date",
          "comment",
          "genre",
          "copyright",
          "grouping",
          "lyrics",
          "description",
          "synopsis",
          "show",
          "episode_id",
          "network",
          "keywords",
          "creation_time",
          "location",
          "timecode",
          "track",
          "disc",
          "media_type",
          "season_number",
          "episode_sort",
          "hd_video",
          "gapless_playback",
          "compilation");

  private Tags() {}

  /** Metadata of the file that goes on. */
  static Map<String, String> ofFile(Map<String, String> source) {
    Map<String, String> kept = new LinkedHashMap<>(source);
    kept.keySet().removeIf(key -> OF_CONTAINER.contains(key.toLowerCase(Locale.ROOT)));
    return kept;
  }

  /** Metadata of a stream that goes on. */
  static Map<String, String> ofStream(Map<String, String> source) {
    Map<String, String> kept = new LinkedHashMap<>(source);
    kept.keySet().removeIf(key -> key.startsWith("_STATISTICS_"));
    kept.keySet()
        .removeIf(
            key ->
                OF_ENCODING.contains(key.replaceFirst("-[a-z]{3}$", "").toLowerCase(Locale.ROOT)));
    return kept;
  }

  /** Whether MP4's classic boxes would lose some of these. */
  static boolean needKeyTable(Map<String, String> tags) {
    return tags.keySet().stream().anyMatch(key -> !CLASSIC.contains(key.toLowerCase(Locale.ROOT)));
  }
}
