package org.derain.clips.libav;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A command line of ffmpeg, taken apart.
 *
 * @param inputs in their order
 * @param output the only one
 */
public record Words(List<Named> inputs, Named output) {
  /** What is read or written, and how. */
  public record Named(String name, Options options) {}

  /** Words without a value. */
  private static final Set<String> ALONE =
      Set.of("an", "copyts", "dn", "noautorotate", "nostdin", "re", "shortest", "sn", "vn", "y");

  /** Words that mean something here; all others are for codecs, containers and protocols. */
  public static final Set<String> OURS =
      Set.of(
          "ac",
          "an",
          "ar",
          "attach",
          "bsf",
          "c",
          "copyts",
          "disposition",
          "display_hflip",
          "display_rotation",
          "display_vflip",
          "dn",
          "enc_time_base",
          "f",
          "filter",
          "filter_complex",
          "fps_mode",
          "frames",
          "itsoffset",
          "map",
          "map_chapters",
          "map_metadata",
          "metadata",
          "noautorotate",
          "nostdin",
          "pix_fmt",
          "q",
          "r",
          "re",
          "s",
          "shortest",
          "sn",
          "ss",
          "stream_loop",
          "t",
          "tag",
          "timecode",
          "to",
          "v",
          "vn",
          "y");

  public static Words of(List<String> words) {
    List<Named> inputs = new ArrayList<>();
    Named output = null;
    Options options = new Options();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean option = word.startsWith("-") && word.length() > 1;
      if (output != null) {
        throw new ClipException("only one output is understood: " + words);
      }
      if (!option) {
        output = new Named(word, options);
      } else if (ALONE.contains(word.substring(1))) {
        options.add(word.substring(1), "");
      } else if (i + 1 == words.size()) {
        throw new ClipException("no value after " + word);
      } else if (word.equals("-i")) {
        inputs.add(new Named(words.get(++i), options));
        options = new Options();
      } else {
        options.add(word.substring(1), words.get(++i));
      }
    }
    if (output == null) {
      throw new ClipException("no output: " + words);
    }
    return new Words(inputs, output);
  }
}
