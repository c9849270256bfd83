package org.derain.pipeline.media;

import static org.bytedeco.ffmpeg.global.avutil.av_image_copy_plane;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameSink;
import org.derain.pipeline.FrameTime;

/**
 * Encodes derained frames into a {@link PacketLog}; for a comparison the original is put to the
 * left of the derained picture, with a thin white line between them.
 */
public final class VideoWriter implements FrameSink {
  private static final int LINE = 2;

  private final VideoTraits traits;
  private final boolean compare;
  private final VideoEncoder encoder;
  private final PacketLog log;
  private final Map<Long, long[]> times = new HashMap<>();
  private final BytePointer white;
  private long index;

  /**
   * Opens the encoder and the log.
   *
   * @param first number of the first frame that will be written: what the log holds already
   */
  VideoWriter(
      EncoderSettings settings,
      VideoTraits traits,
      boolean compare,
      boolean globalHeader,
      PacketLog log,
      long first) {
    this.traits = traits;
    this.compare = compare;
    this.log = log;
    this.index = first;
    FrameFormat format = traits.format();
    boolean exact = settings.codec().storesOddSizes() && !compare;
    int width = compare ? 2 * format.width() : exact ? traits.width() : format.width();
    int height = exact ? traits.height() : format.height();
    encoder = new VideoEncoder(settings, traits, width, height, globalHeader);
    white = whiteLine(format);
  }

  private static BytePointer whiteLine(FrameFormat format) {
    BytePointer line = new BytePointer((long) LINE * format.height() * format.sampleBytes());
    int white = 235 << (format.bitDepth() - 8);
    for (int i = 0; i < LINE * format.height(); i++) {
      if (format.sampleBytes() == 1) {
        line.put(i, (byte) white);
      } else {
        line.putShort(2L * i, (short) white);
      }
    }
    return line;
  }

  @Override
  public void write(Picture original, Picture derained, FrameTime time) {
    AVFrame frame = encoder.frame();
    FrameFormat format = traits.format();
    for (int p = 0; p < 3; p++) {
      if (compare) {
        encoder.draw(original, p, 0);
        encoder.draw(derained, p, format.planeWidth(p) * format.sampleBytes());
      } else {
        encoder.draw(derained, p, 0);
      }
    }
    if (compare) {
      drawLine(frame);
    }
    Captions.put(frame, time.captions);
    times.put(index, new long[] {time.pts, time.duration});
    encoder.encode(index++, this::store);
  }

  private void drawLine(AVFrame frame) {
    FrameFormat format = traits.format();
    int bytes = LINE * format.sampleBytes();
    try (BytePointer into = new BytePointer(frame.data(0))) {
      into.position((long) format.width() * format.sampleBytes() - bytes / 2);
      av_image_copy_plane(into, frame.linesize(0), white, bytes, bytes, format.height());
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
  void finish() {
    encoder.finish(this::store);
    log.end();
  }

  /** Writes the stream's parameters. */
  void describe(AVCodecParameters into) {
    encoder.describe(into);
  }

  @Override
  public void close() {
    white.close();
    encoder.close();
    log.close();
  }
}
