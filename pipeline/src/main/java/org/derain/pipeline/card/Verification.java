package org.derain.pipeline.card;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.derain.frames.MediaException;
import org.derain.pipeline.demux.Demuxer;

/**
 * Compares results with their recordings: what was copied byte by byte; of what was cleaned the
 * number of frames, and when video and sound end.
 */
public final class Verification {
  /** Sound and video of a result end with those of the recording, to so many seconds. */
  private static final double TOLERANCE = 0.02;

  private Verification() {}

  /** What is wrong with a result; nothing when it is as it should be. */
  public static Optional<String> problem(Task task, Outcome outcome, Path output) {
    Path source = task.recording().file();
    Path target = output.resolve(outcome.target());
    if (!outcome.isDone()) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(target)) {
      return Optional.of(outcome.target() + ": is not there any more");
    }
    if (outcome.action() == Action.COPY || outcome.action() == Action.KEEP) {
      return UntouchedFile.same(source, target)
          ? Optional.empty()
          : Optional.of(outcome.target() + ": is not the same as the recording");
    }
    try {
      return difference(Contents.of(source), Contents.of(target))
          .map(text -> outcome.target() + ": " + text);
    } catch (MediaException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static Optional<String> difference(Contents before, Contents after) {
    if (before.frames != after.frames) {
      return Optional.of("has " + after.frames + " frames instead of " + before.frames);
    }
    if (after.backwards) {
      return Optional.of("has times that go back");
    }
    if (before.ends.size() != after.ends.size()) {
      return Optional.of("has " + after.ends.size() + " tracks instead of " + before.ends.size());
    }
    for (int i = 0; i < before.ends.size(); i++) {
      double gap = after.ends.get(i) - before.ends.get(i);
      if (Math.abs(gap) > TOLERANCE) {
        return Optional.of(
            String.format(Locale.ROOT, "track %d ends %.3f s later than it should", i, gap));
      }
    }
    return Optional.empty();
  }

  /**
   * Frames of the video, and when it and each track of sound end from the beginning of the video.
   */
  private record Contents(long frames, boolean backwards, List<Double> ends) {
    static Contents of(Path file) {
      AVPacket packet = av_packet_alloc();
      try (Demuxer in = Demuxer.open(file)) {
        int count = in.container().nb_streams();
        double[] ends = new double[count];
        long[] last = new long[count];
        java.util.Arrays.fill(last, Long.MIN_VALUE);
        double begin = Double.MAX_VALUE;
        long frames = 0;
        boolean backwards = false;
        while (in.read(packet) >= 0) {
          int stream = packet.stream_index();
          if (stream < count && packet.pts() != AV_NOPTS_VALUE) {
            double tick =
                org.derain.pipeline.codec.Ffmpeg.rational(
                        in.container().streams(stream).time_base())
                    .value();
            ends[stream] = Math.max(ends[stream], packet.pts() * tick);
            backwards |= packet.dts() != AV_NOPTS_VALUE && packet.dts() < last[stream];
            last[stream] = packet.dts();
            if (stream == in.videoIndex()) {
              frames++;
              begin = Math.min(begin, packet.pts() * tick);
            }
          }
          av_packet_unref(packet);
        }
        List<Double> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          boolean sound = in.container().streams(i).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO;
          if (sound || i == in.videoIndex()) {
            found.add(ends[i] - begin);
          }
        }
        return new Contents(frames, backwards, found);
      } finally {
        av_packet_free(packet);
      }
    }
  }
}
