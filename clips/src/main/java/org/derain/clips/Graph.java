package org.derain.clips;

import static org.bytedeco.ffmpeg.global.avfilter.*;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_free;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.ffmpeg.avfilter.AVBufferSrcParameters;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.derain.clips.libav.ClipException;
import org.derain.clips.libav.Frames;
import org.derain.clips.libav.Libav;
import org.derain.clips.libav.Ratio;

/** Filters: frames are read from its ends, and it reads those that it needs at its beginnings. */
final class Graph implements AutoCloseable {
  private final AVFilterGraph graph = avfilter_graph_alloc();
  private final List<Source> sources = new ArrayList<>();
  private final List<Sink> sinks = new ArrayList<>();
  private boolean closed;

  /**
   * Builds the filters.
   *
   * @param filters in FFmpeg's notation
   * @param inputs the frames for each open beginning, by its label or null where it has none
   */
  Graph(String filters, Function<String, Frames> inputs) {
    AVFilterInOut begins = new AVFilterInOut(null);
    AVFilterInOut ends = new AVFilterInOut(null);
    Libav.check(avfilter_graph_parse2(graph, filters, begins, ends), "filters " + filters);
    for (AVFilterInOut in = begins; !Libav.none(in); in = in.next()) {
      Source source = new Source(inputs.apply(Libav.text(in.name())));
      sources.add(source);
      Libav.check(
          avfilter_link(source.open(sources.size()), 0, in.filter_ctx(), in.pad_idx()), filters);
    }
    for (AVFilterInOut out = ends; !Libav.none(out); out = out.next()) {
      int type = avfilter_pad_get_type(out.filter_ctx().output_pads(), out.pad_idx());
      AVFilterContext end = add(type == AVMEDIA_TYPE_VIDEO ? "buffersink" : "abuffersink", "end");
      Libav.check(avfilter_init_str(end, (String) null), filters);
      Libav.check(avfilter_link(out.filter_ctx(), out.pad_idx(), end, 0), filters);
      sinks.add(new Sink(end, type, Libav.text(out.name())));
    }
    avfilter_inout_free(begins);
    avfilter_inout_free(ends);
    Libav.check(avfilter_graph_config(graph, null), "filters " + filters);
  }

  /** Frames from 0 on and for so many microseconds. */
  static Frames trimmed(Frames frames, int type, long micros) {
    String trim = type == AVMEDIA_TYPE_VIDEO ? "trim" : "atrim";
    String end = micros == Long.MAX_VALUE ? "" : ":duration=" + micros + "us";
    return new Graph(trim + "=start=0" + end, label -> frames).sinks().get(0);
  }

  /** Its ends. */
  List<Sink> sinks() {
    return sinks;
  }

  /** Its end of this label, or its only one. */
  Sink sink(String label) {
    return sinks.stream()
        .filter(sink -> sinks.size() == 1 || label.equals(sink.label))
        .findFirst()
        .orElseThrow(() -> new ClipException("no filter ends in [" + label + "]"));
  }

  private AVFilterContext add(String filter, String name) {
    return avfilter_graph_alloc_filter(graph, avfilter_get_by_name(filter), name);
  }

  /** Feeds the beginning that is asked most for a frame; false when all have ended. */
  private boolean feed() {
    Source hungriest = null;
    int most = -1;
    for (Source source : sources) {
      int asked = source.ended ? -1 : av_buffersrc_get_nb_failed_requests(source.context);
      if (asked > most) {
        most = asked;
        hungriest = source;
      }
    }
    if (hungriest == null) {
      return false;
    }
    hungriest.feed();
    return true;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      sources.forEach(Source::close);
      avfilter_graph_free(graph);
    }
  }

  /** A beginning. Its first frame tells what frames are like. */
  private final class Source {
    private final Frames frames;
    private final AVFrame frame = av_frame_alloc();
    private AVFilterContext context;
    private boolean first = true;
    private boolean ended;

    Source(Frames frames) {
      this.frames = frames;
      if (!frames.read(frame)) {
        throw new ClipException("no frames to filter");
      }
    }

    AVFilterContext open(int number) {
      boolean video = frame.width() > 0;
      context = add(video ? "buffer" : "abuffer", "begin" + number);
      AVBufferSrcParameters like = av_buffersrc_parameters_alloc();
      try (AVRational unit = frames.timeBase().raw();
          AVRational rate = frames.rate().raw()) {
        like.format(frame.format()).time_base(unit);
        if (video) {
          like.width(frame.width()).height(frame.height()).frame_rate(rate);
          like.sample_aspect_ratio(frame.sample_aspect_ratio());
          like.color_space(frame.colorspace()).color_range(frame.color_range());
        } else {
          like.sample_rate(frame.sample_rate()).ch_layout(frame.ch_layout());
        }
        Libav.check(av_buffersrc_parameters_set(context, like), "filtering");
      }
      av_free(like);
      Libav.check(avfilter_init_str(context, (String) null), "filtering");
      return context;
    }

    void feed() {
      if (first || frames.read(frame)) {
        first = false;
        Libav.check(av_buffersrc_add_frame(context, frame), "filtering");
      } else {
        ended = true;
        Libav.check(av_buffersrc_add_frame(context, null), "filtering");
      }
    }

    void close() {
      frames.close();
      av_frame_free(frame);
    }
  }

  /** An end. */
  final class Sink implements Frames {
    private final AVFilterContext context;
    private final int type;
    private final String label;

    private Sink(AVFilterContext context, int type, String label) {
      this.context = context;
      this.type = type;
      this.label = label;
    }

    int type() {
      return type;
    }

    AVFilterContext context() {
      return context;
    }

    @Override
    public boolean read(AVFrame into) {
      int code = av_buffersink_get_frame(context, into);
      while (code == Libav.AGAIN && feed()) {
        code = av_buffersink_get_frame(context, into);
      }
      if (code == AVERROR_EOF() || code == Libav.AGAIN) {
        return false;
      }
      Libav.check(code, "filtering");
      return true;
    }

    @Override
    public Ratio timeBase() {
      try (AVRational unit = av_buffersink_get_time_base(context)) {
        return Ratio.of(unit);
      }
    }

    @Override
    public Ratio rate() {
      try (AVRational rate = av_buffersink_get_frame_rate(context)) {
        return Ratio.of(rate);
      }
    }

    /** Closes the whole graph. */
    @Override
    public void close() {
      Graph.this.close();
    }
  }
}
