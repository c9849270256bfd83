package org.derain.pipeline.cut;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P10;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.derain.frames.FrameFormat;
import org.derain.pipeline.clean.CleanRequest;
import org.derain.pipeline.codec.Container;
import org.derain.pipeline.codec.EncoderSettings;
import org.derain.pipeline.demux.ClockJumps;
import org.derain.pipeline.demux.Cut;
import org.derain.pipeline.demux.Demuxer;

/**
 * How a file is taken apart.
 *
 * @param request with the scale at which its frames are analysed
 * @param form of its packets
 * @param packets of its video
 * @param parts of them that are replaced
 * @param encoder of what replaces them
 */
record CutLayout(
    CleanRequest request,
    PackedForm form,
    SourcePackets packets,
    List<Part> parts,
    EncoderSettings encoder) {
  /**
   * Reads through a source, which then is at its end.
   *
   * @param spans what is to be replaced at least, in order
   * @throws UncuttableException when it cannot be cut
   */
  static CutLayout of(
      Demuxer source, CleanRequest request, List<Span> spans, Consumer<String> notes) {
    check(source, request);
    AVCodecParameters stream = source.video().codecpar();
    CleanRequest fitted = request.fitted(format(stream), notes);
    PackedForm form = PackedForm.of(stream);
    SourcePackets packets = SourcePackets.of(source, form);
    List<Part> parts = Part.of(packets, times(source, spans));
    if (parts.isEmpty() || parts.get(0).count() == packets.count()) {
      throw new UncuttableException("there is no key frame at which it can be cut");
    }
    EncoderSettings encoder = fitted.encoder();
    if (!form.hevc()) {
      encoder = encoder.withParameterSet(form.freeNumber());
    }
    return new CutLayout(fitted, form, packets, parts, encoder);
  }

  private static void check(Demuxer source, CleanRequest request) {
    AVCodecParameters stream = source.video().codecpar();
    Container container = Container.of(request.output());
    boolean mov = container == Container.MP4 || container == Container.MOV;
    if (!(mov ? source.isFormat("mov") : source.isFormat("mpegts"))) {
      throw new UncuttableException("its name says another container than it is");
    }
    if (!ClockJumps.of(source, Cut.ALL).isEmpty()) {
      throw new UncuttableException("its clock jumps");
    }
    if (!Set.of(AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUV420P10)
            .contains(stream.format())
        || stream.width() % 2 != 0
        || stream.height() % 2 != 0
        || stream.field_order() > 1) {
      throw new UncuttableException("its pictures are converted to be cleaned");
    }
    boolean numbered = request.encoder().codec().numbersParameterSets();
    if (!numbered && stream.codec_id() == AV_CODEC_ID_H264) {
      throw new UncuttableException("this build of FFmpeg has no x264");
    }
  }

  private static FrameFormat format(AVCodecParameters stream) {
    int depth = stream.format() == AV_PIX_FMT_YUV420P10 ? 10 : 8;
    return new FrameFormat(stream.width(), stream.height(), depth);
  }

  /** The spans in the unit of the video's times. */
  private static List<long[]> times(Demuxer source, List<Span> spans) {
    double tick = source.timeBase().value();
    double start = source.startSeconds();
    List<long[]> stretches = new ArrayList<>();
    for (Span span : spans) {
      stretches.add(
          new long[] {
            Math.round((span.from() + start) / tick), Math.round((span.to() + start) / tick)
          });
    }
    return stretches;
  }

  /** Whether the encoder's parameter sets stand apart from its packets. */
  boolean headersApart() {
    return encoder.parameterSet() > 0 && Container.of(request.output()).globalHeader();
  }

  /** Exactly the frames of a part. */
  Cut cut(Demuxer source, Part part) {
    Span span = span(source, part);
    return new Cut(span.from(), span.to() - span.from());
  }

  /** From when to when a part is shown; the last one to infinity. */
  Span span(Demuxer source, Part part) {
    double tick = source.timeBase().value();
    double from = Math.max(0, packets.pts(part.from()) * tick - source.startSeconds());
    double to =
        part.to() == packets.count()
            ? Double.POSITIVE_INFINITY
            : packets.pts(part.to()) * tick - source.startSeconds();
    return new Span(from, to);
  }
}
