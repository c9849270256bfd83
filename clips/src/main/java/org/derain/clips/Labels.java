package org.derain.clips;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.av_disposition_from_string;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerPointer;
import org.derain.clips.libav.Libav;
import org.derain.clips.libav.Options;

/** What is written on a container and its streams: metadata, chapters, dispositions. */
final class Labels {
  private Labels() {}

  /** Metadata and chapters of the file. */
  static void file(AVFormatContext output, Options options, List<Input> inputs) {
    Map<String, String> tags = new LinkedHashMap<>();
    int from = Integer.parseInt(options.text("map_metadata", "0"));
    if (from >= 0 && inputs.get(from) instanceof FileInput file) {
      tags.putAll(Libav.entries(file.container().metadata()));
    }
    tags.putAll(options.metadata());
    String timecode = options.text("timecode");
    if (timecode != null) {
      tags.put("timecode", timecode);
    }
    output.metadata(Libav.dictionary(tags));
    String chosen = options.text("map_chapters");
    for (int i = 0; i < inputs.size(); i++) {
      boolean taken = chosen == null || chosen.equals(Integer.toString(i));
      if (taken && output.nb_chapters() == 0 && inputs.get(i) instanceof FileInput file) {
        chapters(file.container(), output);
      }
    }
  }

  private static void chapters(AVFormatContext from, AVFormatContext to) {
    int count = from.nb_chapters();
    if (count == 0) {
      return;
    }
    // FFmpeg frees both the list and the chapters with the container.
    PointerPointer<AVChapter> list = new PointerPointer<>(av_mallocz(8L * count));
    for (int i = 0; i < count; i++) {
      AVChapter chapter = from.chapters(i);
      AVChapter copy = new AVChapter(av_mallocz(Loader.sizeof(AVChapter.class)));
      copy.id(chapter.id()).start(chapter.start()).end(chapter.end());
      copy.time_base(chapter.time_base());
      copy.metadata(Libav.dictionary(Libav.entries(chapter.metadata())));
      list.put(i, copy);
    }
    to.chapters(list).nb_chapters(count);
  }

  /** Metadata of a stream: its source's, then what the words say. */
  static void stream(AVStream stream, AVStream source, Map<String, String> said) {
    Map<String, String> tags = new LinkedHashMap<>();
    if (source != null) {
      tags.putAll(Libav.entries(source.metadata()));
      stream.disposition(source.disposition());
    }
    tags.putAll(Libav.entries(stream.metadata())); // the encoder's name, not that of the source's
    tags.putAll(said);
    stream.metadata(Libav.dictionary(tags));
  }

  /** What each stream is for; where no word says it, the first of several is the usual one. */
  static void dispositions(AVFormatContext output, Options options) {
    boolean said = false;
    for (int i = 0; i < output.nb_streams(); i++) {
      String wanted = options.text("disposition", Plan.place(output, i));
      if (wanted != null) {
        said = true;
        output.streams(i).disposition(parse(wanted));
      }
    }
    if (said) {
      return;
    }
    Map<Integer, Integer> counts = new HashMap<>();
    Map<Integer, Boolean> usual = new HashMap<>();
    for (int i = 0; i < output.nb_streams(); i++) {
      AVStream stream = output.streams(i);
      counts.merge(stream.codecpar().codec_type(), 1, Integer::sum);
      boolean is = (stream.disposition() & AV_DISPOSITION_DEFAULT) != 0;
      usual.merge(stream.codecpar().codec_type(), is, Boolean::logicalOr);
    }
    for (int i = 0; i < output.nb_streams(); i++) {
      AVStream stream = output.streams(i);
      int type = stream.codecpar().codec_type();
      boolean cover = (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
      if (counts.get(type) > 1 && !usual.get(type) && !cover) {
        stream.disposition(stream.disposition() | AV_DISPOSITION_DEFAULT);
        usual.put(type, true);
      }
    }
  }

  private static int parse(String words) {
    int flags = 0;
    for (String word : words.split("\\+")) {
      if (!word.isEmpty() && !word.equals("0")) {
        flags |= Libav.check(av_disposition_from_string(word), "disposition " + word);
      }
    }
    return flags;
  }
}
