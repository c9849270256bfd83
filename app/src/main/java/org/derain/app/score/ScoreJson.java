package org.derain.app.score;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code score --json} writes: an object for one file, an array of such objects for several.
 */
final class ScoreJson {
  private ScoreJson() {}

  private record Report(
      String input, String model, double mean, Map<String, Long> types, List<FrameScore> frames) {
    static Report of(ClipScore clip) {
      Map<String, Long> types = new LinkedHashMap<>();
      clip.types().forEach((type, count) -> types.put(type.toString(), count));
      double mean = Math.round(clip.mean() * 1e4) / 1e4;
      return new Report(clip.input(), clip.model(), mean, types, clip.frames());
    }
  }

  /**
   * The text of the file.
   *
   * @param several whether several inputs were given, however many of them could be read
   */
  static String of(List<ClipScore> clips, boolean several) {
    List<Report> reports = clips.stream().map(Report::of).toList();
    try {
      return new ObjectMapper()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(several ? reports : reports.get(0))
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
