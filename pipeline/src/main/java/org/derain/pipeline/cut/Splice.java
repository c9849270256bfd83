package org.derain.pipeline.cut;

import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.derain.frames.MediaException;
import org.derain.pipeline.clean.WorkFolder;
import org.derain.pipeline.codec.Ffmpeg;
import org.derain.pipeline.demux.Demuxer;
import org.derain.pipeline.mux.PacketLog;
import org.derain.pipeline.mux.PacketReader;

/** Puts the packets of a source and those of its cleaned stretches into one log, in order. */
final class Splice {
  private final Path input;
  private final SourcePackets packets;
  private final List<Part> parts;
  private final JoinedVideo joined;
  private final WorkFolder work;

  /** Of a file whose stretches are encoded. */
  Splice(Path input, SourcePackets packets, List<Part> parts, JoinedVideo joined, WorkFolder work) {
    this.input = input;
    this.packets = packets;
    this.parts = parts;
    this.joined = joined;
    this.work = work;
  }

  /**
   * Writes the log.
   *
   * @param alive called for each packet; what it throws ends the writing
   * @throws UncuttableException when the stretches do not show the frames that were there
   */
  void write(Runnable alive) {
    AVPacket packet = av_packet_alloc();
    try (PacketLog log = new PacketLog(work.log(), 0);
        Demuxer source = Demuxer.open(input)) {
      copy(source, packet, log, alive);
      log.end();
    } finally {
      av_packet_free(packet);
    }
  }

  private void copy(Demuxer source, AVPacket packet, PacketLog log, Runnable alive) {
    int number = 0;
    int next = 0;
    boolean behind = false;
    while (source.read(packet) >= 0) {
      if (packet.stream_index() != source.videoIndex()) {
        av_packet_unref(packet);
        continue;
      }
      alive.run();
      Part part = next < parts.size() ? parts.get(next) : null;
      if (part != null && number == part.from()) {
        insert(part, work.draft().resolveSibling(CutJob.name(next)), log);
      }
      if (part == null || number < part.from()) {
        if (behind) {
          put(packet, joined.behind(SourcePackets.bytes(packet)));
          behind = false;
        }
        log.append(packet, packet.pts(), packet.duration());
      } else if (number == part.to() - 1) {
        next++;
        behind = true;
      }
      number++;
      av_packet_unref(packet);
    }
    if (number != packets.count()) {
      throw new MediaException(input + ": has changed while it was read");
    }
  }

  /** Appends the packets of a stretch; they must show the frames that were there. */
  private void insert(Part part, Path file, PacketLog log) {
    Set<Long> wanted = new HashSet<>();
    for (int i = part.from(); i < part.to(); i++) {
      wanted.add(packets.pts(i));
    }
    AVPacket packet = av_packet_alloc();
    try (PacketReader stretch = new PacketReader(file)) {
      while (stretch.peek() != Long.MAX_VALUE) {
        stretch.read(packet);
        if (!wanted.remove(packet.pts())) {
          throw new UncuttableException("its frames do not come out at the times of its packets");
        }
        put(packet, joined.stretch(SourcePackets.bytes(packet)));
        log.append(packet, packet.pts(), packet.duration());
        av_packet_unref(packet);
      }
    } finally {
      av_packet_free(packet);
    }
    if (!wanted.isEmpty()) {
      throw new UncuttableException(wanted.size() + " of its packets give no frame");
    }
  }

  /** Gives a packet other bytes. */
  private static void put(AVPacket packet, byte[] bytes) {
    long pts = packet.pts();
    long dts = packet.dts();
    long duration = packet.duration();
    int flags = packet.flags();
    int stream = packet.stream_index();
    av_packet_unref(packet);
    Ffmpeg.check(av_new_packet(packet, bytes.length), "joining the video");
    packet.data().put(bytes, 0, bytes.length);
    packet.pts(pts).dts(dts).duration(duration).flags(flags).stream_index(stream);
  }
}
