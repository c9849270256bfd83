package org.derain.clips;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derain.clips.libav.ClipException;
import org.derain.clips.libav.Words;

/**
 * Makes clips and looks at them, in the words of {@code ffmpeg} and {@code ffprobe}. Words are
 * separated by single spaces; one that is not understood is named by a {@link ClipException}.
 */
public final class Clip {
  private Clip() {}

  /**
   * Makes a clip.
   *
   * @param file to be written; an old one is replaced
   * @param words everything but the file, as {@code -f lavfi -i testsrc2=s=160x96:r=25 -t 2}
   * @return the file
   */
  public static Path make(Path file, String words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words.split(" ")));
    all.add(file.toString());
    make(all);
    return file;
  }

  /** Makes a clip; the last word is the file or the address. */
  public static void make(List<String> words) throws IOException {
    try (Making making = new Making(Words.of(words))) {
      making.run();
    }
  }

  /**
   * Looks at a file.
   *
   * @param words as {@code -show_streams -select_streams v:0}
   * @return what ffprobe says as JSON
   */
  public static JsonNode probe(Path file, String words) {
    return new Probe(file, List.of(words.split(" "))).report();
  }

  /** The presentation times of all packets of a stream such as {@code v:0}, in seconds. */
  public static List<Double> packetTimes(Path file, String stream) {
    return times(probe(file, "-show_packets -select_streams " + stream).get("packets"));
  }

  /** The presentation times of all pictures of the main video that can be decoded, in seconds. */
  public static List<Double> frameTimes(Path file) {
    return times(probe(file, "-show_frames -select_streams v:0").get("frames"));
  }

  private static List<Double> times(JsonNode entries) {
    List<Double> times = new ArrayList<>();
    entries.forEach(entry -> times.add(entry.get("pts_time").asDouble()));
    return times;
  }

  /** PSNR of the luma of two clips against each other in dB; infinite when they are equal. */
  public static double psnr(Path one, Path other) {
    return Psnr.luma(one, other);
  }
}
