package org.derain.clips;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_NONE;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_codec;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_ATTACHMENT;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_DATA;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.derain.clips.libav.ClipException;
import org.derain.clips.libav.Options;
import org.derain.clips.libav.Track;

/** Which streams of the inputs become streams of the output, in their order. */
final class Plan {
  /**
   * A stream of an input, or an end of the filters that join several.
   *
   * @param input which one; null for filters
   * @param stream its number
   * @param label of the filters' end; null where there is none
   */
  record Choice(Input input, int stream, String label) {}

  private static final Map<Integer, String> WITHOUT =
      Map.of(
          AVMEDIA_TYPE_VIDEO, "vn",
          AVMEDIA_TYPE_AUDIO, "an",
          AVMEDIA_TYPE_SUBTITLE, "sn",
          AVMEDIA_TYPE_DATA, "dn",
          AVMEDIA_TYPE_ATTACHMENT, "tn");

  private final List<Input> inputs;
  private final Options options;

  Plan(List<Input> inputs, Options options) {
    this.inputs = inputs;
    this.options = options;
  }

  /** The letter of a kind of stream. */
  static char letter(int type) {
    int[] types = {
      AVMEDIA_TYPE_VIDEO,
      AVMEDIA_TYPE_AUDIO,
      AVMEDIA_TYPE_SUBTITLE,
      AVMEDIA_TYPE_DATA,
      AVMEDIA_TYPE_ATTACHMENT
    };
    for (int i = 0; i < types.length; i++) {
      if (types[i] == type) {
        return "vasdt".charAt(i);
      }
    }
    return '?';
  }

  /** Where a stream stands in a container. */
  static Track.Place place(AVFormatContext container, int index) {
    int type = container.streams(index).codecpar().codec_type();
    int ofType = 0;
    for (int i = 0; i < index; i++) {
      ofType += container.streams(i).codecpar().codec_type() == type ? 1 : 0;
    }
    return new Track.Place(letter(type), ofType, index);
  }

  /** Whether a stream is what {@code v}, {@code a:1} or {@code 3} mean. */
  static boolean matches(String specifier, char type, int ofType, int index) {
    if (specifier.isEmpty()) {
      return true;
    }
    if (Character.isDigit(specifier.charAt(0))) {
      return Integer.parseInt(specifier) == index;
    }
    String[] parts = specifier.split(":");
    return Character.toLowerCase(parts[0].charAt(0)) == type
        && (parts.length == 1 || Integer.parseInt(parts[1]) == ofType);
  }

  /** The streams that the words name, or the usual ones. */
  List<Choice> choices(AVOutputFormat format, String file) {
    List<Choice> chosen = new ArrayList<>();
    List<String> maps = options.list("map");
    for (String map : maps) {
      if (map.startsWith("[")) {
        chosen.add(new Choice(null, 0, map.substring(1, map.length() - 1)));
      } else if (map.startsWith("-")) {
        chosen.removeAll(named(map.substring(1)));
      } else {
        List<Choice> named = named(map.replace("?", ""));
        if (named.isEmpty() && !map.endsWith("?")) {
          throw new ClipException("no stream for -map " + map);
        }
        chosen.addAll(named);
      }
    }
    if (maps.isEmpty()) {
      usual(chosen, format, file);
    }
    WITHOUT.forEach(
        (type, word) -> {
          if (options.has(word)) {
            chosen.removeIf(c -> c.input() != null && c.input().type(c.stream()) == type);
          }
        });
    return chosen;
  }

  private List<Choice> named(String map) {
    String[] parts = map.split(":", 2);
    Input input = inputs.get(Integer.parseInt(parts[0]));
    List<Choice> named = new ArrayList<>();
    for (int i = 0; i < input.streams(); i++) {
      int ofType = 0;
      for (int j = 0; j < i; j++) {
        ofType += input.type(j) == input.type(i) ? 1 : 0;
      }
      if (matches(parts.length == 1 ? "" : parts[1], letter(input.type(i)), ofType, i)) {
        named.add(new Choice(input, i, null));
      }
    }
    return named;
  }

  /** The largest video, the first sound and subtitles, where the container takes such. */
  private void usual(List<Choice> chosen, AVOutputFormat format, String file) {
    boolean joined = options.has("filter_complex");
    if (joined) {
      chosen.add(new Choice(null, 0, null));
    }
    for (int type : new int[] {AVMEDIA_TYPE_VIDEO, AVMEDIA_TYPE_AUDIO, AVMEDIA_TYPE_SUBTITLE}) {
      boolean takes = av_guess_codec(format, null, file, null, type) != AV_CODEC_ID_NONE;
      Choice best = null;
      for (Input input : inputs) {
        for (int i = 0; i < input.streams(); i++) {
          boolean better = best == null || area(input, i) > area(best.input(), best.stream());
          if (input.type(i) == type && better) {
            best = new Choice(input, i, null);
          }
        }
      }
      if (best != null && takes && !joined) {
        chosen.add(best);
      }
    }
  }

  private static long area(Input input, int stream) {
    if (input instanceof FileInput file) {
      var about = file.stream(stream).codecpar();
      boolean cover = (file.stream(stream).disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
      return cover ? -1 : (long) about.width() * about.height();
    }
    return 0;
  }
}
