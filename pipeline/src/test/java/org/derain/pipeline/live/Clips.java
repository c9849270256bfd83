package org.derain.pipeline.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derain.clips.Clip;

/** Test clips like those of cameras. */
public final class Clips {
  private Clips() {}

  /** Makes a clip, in the words of ffmpeg, separated by single spaces. */
  public static Path make(Path target, String words) throws IOException {
    return Clip.make(target, words);
  }

  /** A moving test pattern at 25 frames per second with a key frame every second. */
  static Path pattern(Path target, String size, int seconds) throws IOException {
    return pattern(target, size, 25, seconds);
  }

  /** The same at another rate, with a key frame every 25 frames. */
  static Path pattern(Path target, String size, int rate, int seconds) throws IOException {
    String source = "-f lavfi -i testsrc2=s=" + size + ":r=" + rate + " -t " + seconds;
    return make(target, source + " -c:v libx264 " + FAST);
  }

  /** Options of x264 for a camera-like stream. */
  public static final String FAST = "-preset ultrafast -g 25 -bf 0 -pix_fmt yuv420p";

  /**
   * What ffprobe says, each entry in a line of its own with commas between its values; its words
   * are separated by single spaces.
   */
  static String probe(Path file, String words) {
    List<String> lines = new ArrayList<>();
    for (JsonNode section : Clip.probe(file, words)) {
      for (JsonNode entry : section.isArray() ? section : List.of(section)) {
        List<String> values = new ArrayList<>();
        entry.forEach(value -> values.add(value.asText()));
        lines.add(String.join(",", values));
      }
    }
    return String.join("\n", lines);
  }

  /** Presentation times of all packets of a stream ({@code v:0}, {@code a:0}), in seconds. */
  public static List<Double> times(Path file, String stream) {
    return Clip.packetTimes(file, stream);
  }

  /** Frames of the video that can be decoded. */
  public static int decodable(Path file) {
    return Clip.frameTimes(file).size();
  }
}
