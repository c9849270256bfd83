package org.derain.pipeline.mux;

import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.derain.frames.MediaException;
import org.derain.pipeline.codec.Ffmpeg;

/** Reads the packets of a complete {@link PacketLog} with their decoding times. */
public final class PacketReader implements AutoCloseable {
  private final Path file;
  private final DataInputStream in;
  private final long[] decodingTimes;
  private int next;

  /** Opens a log. */
  public PacketReader(Path file) {
    this.file = file;
    PacketIndex index = PacketIndex.of(file);
    if (!index.isComplete()) {
      throw new MediaException(file + ": the encoded video was damaged on the disk");
    }
    decodingTimes = index.decodingTimes();
    try {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Number of packets. */
  public int count() {
    return decodingTimes.length;
  }

  /** Decoding time of the next packet; {@link Long#MAX_VALUE} at the end. */
  public long peek() {
    return next < decodingTimes.length ? decodingTimes[next] : Long.MAX_VALUE;
  }

  /** Reads the next packet, times in units of the source's time base. */
  public void read(AVPacket into) {
    try {
      long pts;
      long duration;
      int flags;
      int size;
      do {
        pts = in.readLong();
        duration = in.readLong();
        flags = in.readInt();
        size = in.readInt();
        in.readInt();
      } while (size == PacketLog.PIECE);
      byte[] data = new byte[size];
      in.readFully(data);
      Ffmpeg.check(av_new_packet(into, data.length), "joining the video");
      into.data().put(data, 0, data.length);
      into.pts(pts).dts(decodingTimes[next++]).duration(duration).flags(flags);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private MediaException failure(IOException e) {
    return new MediaException("cannot read " + file + ": " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw failure(e);
    }
  }
}
