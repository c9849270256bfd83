package org.derain.pipeline.cut;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.derain.pipeline.demux.Demuxer;

/** The presentation times of a video's packets, in decoding order, and where it can be cut. */
final class SourcePackets {
  private final long[] pts;
  private final boolean[] entries;

  private SourcePackets(long[] pts, boolean[] entries) {
    this.pts = pts;
    this.entries = entries;
  }

  /** Reads through a file, which then is at its end. */
  static SourcePackets of(Demuxer file, PackedForm form) {
    List<Long> times = new ArrayList<>();
    List<Boolean> idr = new ArrayList<>();
    AVPacket packet = av_packet_alloc();
    try {
      while (file.read(packet) >= 0) {
        if (packet.stream_index() == file.videoIndex()) {
          if (packet.pts() == AV_NOPTS_VALUE) {
            throw new UncuttableException("packets of its video have no times");
          }
          times.add(packet.pts());
          boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
          idr.add(key && form.isEntry(form.units(bytes(packet))));
        }
        av_packet_unref(packet);
      }
    } finally {
      av_packet_free(packet);
    }
    long[] pts = times.stream().mapToLong(Long::longValue).toArray();
    if (times.stream().distinct().count() < pts.length) {
      throw new UncuttableException("two of its frames have the same time");
    }
    return new SourcePackets(pts, entries(pts, idr));
  }

  /** The bytes of a packet. */
  static byte[] bytes(AVPacket packet) {
    byte[] bytes = new byte[packet.size()];
    packet.data().get(bytes);
    return bytes;
  }

  /** Packets before which all are shown earlier, and behind which none is. */
  private static boolean[] entries(long[] pts, List<Boolean> idr) {
    boolean[] entries = new boolean[pts.length];
    long before = Long.MIN_VALUE;
    for (int i = 0; i < pts.length; i++) {
      entries[i] = idr.get(i) && before < pts[i];
      before = Math.max(before, pts[i]);
    }
    long behind = Long.MAX_VALUE;
    for (int i = pts.length - 1; i >= 0; i--) {
      behind = Math.min(behind, pts[i]);
      entries[i] &= behind >= pts[i];
    }
    return entries;
  }

  /** How many there are. */
  int count() {
    return pts.length;
  }

  /** When a packet is shown. */
  long pts(int packet) {
    return pts[packet];
  }

  /** The last place to cut whose picture is shown at a time or before; the first packet else. */
  int entryBefore(long time) {
    int found = 0;
    for (int i = 0; i < pts.length; i++) {
      if (entries[i] && pts[i] <= time) {
        found = i;
      }
    }
    return found;
  }

  /** The first place to cut whose picture is shown at a time or later; the end else. */
  int entryBehind(long time) {
    for (int i = 0; i < pts.length; i++) {
      if (entries[i] && pts[i] >= time) {
        return i;
      }
    }
    return pts.length;
  }
}
