package org.derain.pipeline.mux;

import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerPointer;
import org.derain.frames.Rational;
import org.derain.pipeline.codec.Dictionary;
import org.derain.pipeline.codec.Ffmpeg;
import org.derain.pipeline.demux.TimeRange;

/** Chapter marks: copied, and cut like everything else. */
final class Chapters {
  private Chapters() {}

  /** Copies the chapters that lie in the window, moved by its shift. */
  static void copy(AVFormatContext from, AVFormatContext to, TimeRange window) {
    List<AVChapter> kept = new ArrayList<>();
    for (int i = 0; i < from.nb_chapters(); i++) {
      AVChapter chapter = from.chapters(i);
      Rational unit = Ffmpeg.rational(chapter.time_base());
      boolean inside =
          TimeRange.micros(chapter.end(), unit) > window.from()
              && TimeRange.micros(chapter.start(), unit) < window.until();
      if (inside) {
        kept.add(copy(chapter, unit, window));
      }
    }
    if (kept.isEmpty()) {
      return;
    }
    // FFmpeg frees both the list and the chapters with the container.
    PointerPointer<AVChapter> list = new PointerPointer<>(av_mallocz(8L * kept.size()));
    for (int i = 0; i < kept.size(); i++) {
      list.put(i, kept.get(i));
    }
    to.chapters(list).nb_chapters(kept.size());
  }

  private static AVChapter copy(AVChapter chapter, Rational unit, TimeRange window) {
    long start = chapter.start();
    long end = chapter.end();
    if (window.from() != Long.MIN_VALUE) {
      start = Math.max(start, TimeRange.fromMicros(window.from(), unit));
    }
    if (window.until() != Long.MAX_VALUE) {
      end = Math.min(end, TimeRange.fromMicros(window.until(), unit));
    }
    // Chapters of a file whose clock begins late may count from its beginning.
    long shift = Math.min(window.shiftIn(unit), start);
    AVChapter copy = new AVChapter(av_mallocz(Loader.sizeof(AVChapter.class)));
    copy.id(chapter.id()).start(start - shift).end(end - shift);
    copy.time_base(chapter.time_base());
    copy.metadata(Dictionary.of(Dictionary.read(chapter.metadata())));
    return copy;
  }
}
