package org.derain.pipeline.cut;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.derain.pipeline.clean.CleanRequest;
import org.derain.pipeline.clean.Treatment;
import org.derain.pipeline.codec.EncoderSettings;
import org.derain.pipeline.demux.Cut;
import org.derain.pipeline.demux.MediaSource;
import org.derain.pipeline.mux.PacketIndex;
import org.derain.pipeline.mux.PacketLog;
import org.derain.pipeline.mux.VideoWriter;
import org.derain.pipeline.run.Pipeline;

/**
 * Cleans one stretch into a log of its own, and goes on with what a killed run left of it. Its
 * first and last windows see the frames around it.
 */
final class StretchRun {
  private final CleanRequest request;
  private final EncoderSettings encoder;
  private final Cut cut;
  private final Path file;
  private volatile Pipeline pipeline;
  private volatile boolean cancelled;

  /**
   * Prepares.
   *
   * @param cut exactly the frames of the stretch
   * @param file the log
   */
  StretchRun(CleanRequest request, EncoderSettings encoder, Cut cut, Path file) {
    this.request = request;
    this.encoder = encoder;
    this.cut = cut;
    this.file = file;
  }

  /** Frames that are safe from an earlier run. */
  long finished() {
    return PacketIndex.of(file).safeFrames();
  }

  /**
   * Cleans it.
   *
   * @param globalHeader whether parameter sets stand apart from the packets
   * @param described given the parameters of the encoder
   * @param progress told how many frames of it are done
   */
  void run(
      boolean globalHeader,
      Consumer<AVCodecParameters> described,
      LongConsumer progress,
      Consumer<String> notes) {
    PacketIndex index = PacketIndex.of(file);
    long finished = index.safeFrames();
    try (MediaSource source = request.source(cut, notes);
        PacketLog log = new PacketLog(file, index.safeBytes());
        VideoWriter writer =
            new VideoWriter(encoder, source.traits(), false, globalHeader, log, finished, notes)) {
      AVCodecParameters parameters = org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc();
      writer.describe(parameters);
      described.accept(parameters);
      org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free(parameters);
      if (index.isComplete()) {
        log.end();
        progress.accept(finished);
        return;
      }
      source.skip(finished);
      try (Treatment.Filter filter = request.filter(source, finished, notes)) {
        Pipeline next =
            new Pipeline(
                filter.frames(),
                request.pipeline(),
                (out, time, derained, score) -> progress.accept(finished + out),
                notes);
        pipeline = next;
        if (cancelled) {
          throw new CancellationException();
        }
        next.run(source, writer);
      }
      writer.finish();
    }
  }

  /** Stops soon; {@link #run} then throws. */
  void cancel() {
    cancelled = true;
    Pipeline current = pipeline;
    if (current != null) {
      current.cancel();
    }
  }
}
