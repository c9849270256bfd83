package org.derain.pipeline.mux;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameSink;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.Embedded;
import org.derain.pipeline.codec.EncoderSettings;
import org.derain.pipeline.codec.VideoEncoder;
import org.derain.pipeline.codec.VideoTraits;

/**
 * Encodes derained frames into a {@link PacketLog}; for a comparison the original is put to the
 * left of the derained picture, with a thin white line between them.
 *
 * <p>The video is encoded in pieces of some ten seconds, each by an encoder of its own, so that
 * nothing of one piece depends on another: what a run that was killed goes on with behind its last
 * complete piece is what it would have written without the kill.
 */
public final class VideoWriter implements FrameSink, VideoDescription {
  private static final int LINE = 2;

  /** Groups of pictures in a piece. */
  private static final int GROUPS = 5;

  private final Codec codec;
  private final Supplier<VideoEncoder> encoders;
  private final PacketLog log;
  private final Map<Long, long[]> times = new HashMap<>();
  private final Embedded embedded;
  private final Picture both;
  private final Scalar white;
  private final long first;
  private VideoEncoder encoder;
  private long index;

  /**
   * Opens the encoder and the log.
   *
   * @param first number of the first frame that will be written: what the log holds already
   * @param notes told what the codec cannot hold
   */
  public VideoWriter(
      EncoderSettings settings,
      VideoTraits traits,
      boolean compare,
      boolean globalHeader,
      PacketLog log,
      long first,
      Consumer<String> notes) {
    this.codec = settings.codec();
    this.log = log;
    this.first = first;
    this.index = first;
    this.embedded = new Embedded(settings.codec(), notes);
    FrameFormat one = traits.format();
    FrameFormat two = new FrameFormat(2 * one.width(), one.height(), one.bitDepth());
    both = compare ? new Picture(two) : null;
    white = new Scalar(235 << (one.bitDepth() - 8));
    FrameFormat coded = compare ? two : one;
    encoders = () -> new VideoEncoder(settings, traits, coded, globalHeader);
    encoder = encoders.get();
  }

  @Override
  public void write(Picture original, Picture derained, FrameTime time) {
    if (index > first && index % ((long) GROUPS * encoder.groupLength()) == 0) {
      endPiece();
    }
    AVFrame frame = encoder.frame();
    if (both != null) {
      compare(original, derained);
    }
    encoder.draw(both != null ? both : derained);
    embedded.put(frame, time);
    times.put(index, new long[] {time.pts, time.duration});
    encoder.encode(index++, this::store);
  }

  private void endPiece() {
    encoder.finish(this::store);
    log.endPiece();
    encoder.close();
    encoder = encoders.get();
  }

  private void compare(Picture original, Picture derained) {
    for (int plane = 0; plane < 3; plane++) {
      Mat into = both.mat(plane);
      int middle = into.cols() / 2;
      try (Mat left = into.colRange(0, middle);
          Mat right = into.colRange(middle, 2 * middle)) {
        original.mat(plane).copyTo(left);
        derained.mat(plane).copyTo(right);
      }
    }
    int middle = both.mat(0).cols() / 2;
    try (Mat line = both.mat(0).colRange(middle - LINE / 2, middle + LINE / 2)) {
      line.put(white);
    }
  }

  private void store(AVPacket packet) {
    long[] time = times.remove(packet.pts());
    log.append(packet, time[0], time[1]);
  }

  /** Frames written so far, those of an earlier run included. */
  public long frames() {
    return index;
  }

  /** Encodes what is left and marks the log as complete. */
  public void finish() {
    encoder.finish(this::store);
    log.end();
  }

  @Override
  public Codec codec() {
    return codec;
  }

  @Override
  public void describe(AVCodecParameters into) {
    encoder.describe(into);
  }

  @Override
  public void close() {
    white.close();
    if (both != null) {
      both.close();
    }
    encoder.close();
    log.close();
  }
}
