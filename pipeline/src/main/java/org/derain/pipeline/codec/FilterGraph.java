package org.derain.pipeline.codec;

import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_time_base;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_get_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_parse2;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_inout_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.derain.frames.Rational;

/** A chain of FFmpeg's filters: frames in, frames out. */
final class FilterGraph implements AutoCloseable {
  private final AVFilterGraph graph = avfilter_graph_alloc();
  private final AVFilterContext in;
  private final AVFilterContext out;
  private final Rational from;
  private final Rational to;

  /**
   * Builds a chain.
   *
   * @param source parameters of the source filter
   * @param timeBase the unit of the timestamps of the frames that go in and come out
   * @param filters the filters between source and sink
   */
  FilterGraph(String source, Rational timeBase, String filters) {
    AVFilterInOut inputs = new AVFilterInOut(null);
    AVFilterInOut outputs = new AVFilterInOut(null);
    String chain =
        "buffer@in=" + source + ":time_base=" + timeBase + "," + filters + ",buffersink@out";
    int parsed = avfilter_graph_parse2(graph, chain, inputs, outputs);
    avfilter_inout_free(inputs);
    avfilter_inout_free(outputs);
    Ffmpeg.check(parsed, "cannot convert its pictures (" + filters + ")");
    Ffmpeg.check(avfilter_graph_config(graph, null), "cannot convert its pictures");
    in = avfilter_graph_get_filter(graph, "buffer@in");
    out = avfilter_graph_get_filter(graph, "buffersink@out");
    from = timeBase;
    AVRational unit = av_buffersink_get_time_base(out);
    to = Ffmpeg.rational(unit);
    unit.close();
  }

  /** Gives a frame in, whose content moves; null at the end. */
  void push(AVFrame frame) {
    Ffmpeg.check(av_buffersrc_add_frame(in, frame), "cannot convert a picture");
  }

  /** Takes a frame out; false when another must go in first, or at the end. */
  boolean pull(AVFrame into) {
    int code = av_buffersink_get_frame(out, into);
    if (code == SystemErrors.AGAIN || code == AVERROR_EOF()) {
      return false;
    }
    Ffmpeg.check(code, "cannot convert a picture");
    into.pts(Ffmpeg.rescale(into.pts(), to, from));
    return true;
  }

  @Override
  public void close() {
    avfilter_graph_free(graph);
  }
}
