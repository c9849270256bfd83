package org.derain.pipeline.triage;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.NavigableSet;
import java.util.TreeSet;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.derain.pipeline.demux.AnnouncedDuration;
import org.derain.pipeline.demux.Demuxer;

/**
 * Where decoding of a video can begin, by the times that seeking wants: from the index of an mp4 or
 * mov, when frames are shown; by reading through other files, when they are decoded. Nothing is
 * decoded for it.
 *
 * @param times seconds from the beginning of the video, in order
 * @param seconds how long the video is
 */
record KeyFrames(NavigableSet<Double> times, double seconds) {
  /** Of a file. */
  static KeyFrames of(Demuxer file) {
    double announced = AnnouncedDuration.of(file).seconds();
    double tick = file.timeBase().value();
    double start = file.startSeconds();
    NavigableSet<Double> times = new TreeSet<>();
    int entries = file.isFormat("mov") ? avformat_index_get_entries_count(file.video()) : 0;
    double delay = 0;
    for (int i = 0; i < entries; i++) {
      AVIndexEntry entry = avformat_index_get_entry(file.video(), i);
      // The index has decoding times: where pictures are reordered, they begin below zero.
      double time = entry.timestamp() * tick - start;
      delay = i == 0 ? Math.max(0, -time) : delay;
      if ((entry.flags() & AVIndexEntry.AVINDEX_KEYFRAME) != 0) {
        times.add(time + delay);
      }
    }
    return times.isEmpty() ? read(file, announced) : new KeyFrames(times, announced);
  }

  private static KeyFrames read(Demuxer file, double announced) {
    NavigableSet<Double> times = new TreeSet<>();
    double end = 0;
    AVPacket packet = av_packet_alloc();
    try (Demuxer again = Demuxer.open(file.file())) {
      double tick = again.timeBase().value();
      double start = again.startSeconds();
      for (int i = 0; i < again.container().nb_streams(); i++) {
        if (i != again.videoIndex()) {
          again.container().streams(i).discard(AVDISCARD_ALL);
        }
      }
      while (again.read(packet) >= 0) {
        long time = packet.dts() != AV_NOPTS_VALUE ? packet.dts() : packet.pts();
        if (packet.stream_index() == again.videoIndex() && time != AV_NOPTS_VALUE) {
          end = Math.max(end, (time + packet.duration()) * tick - start);
          if ((packet.flags() & AV_PKT_FLAG_KEY) != 0) {
            times.add(time * tick - start);
          }
        }
        av_packet_unref(packet);
      }
    } finally {
      av_packet_free(packet);
    }
    return new KeyFrames(times, end > 0 ? end : announced);
  }

  /** The one nearest to a time, or that time itself where none is near enough. */
  double near(double time, double most) {
    Double before = times.floor(time);
    Double after = times.ceiling(time);
    double nearest =
        before == null || (after != null && after - time < time - before)
            ? after == null ? time : after
            : before;
    return Math.abs(nearest - time) <= most ? nearest : time;
  }

  /** Whether there is one at a time. */
  boolean isAt(double time) {
    return times.contains(time);
  }
}
