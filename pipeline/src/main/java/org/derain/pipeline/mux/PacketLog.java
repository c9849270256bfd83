package org.derain.pipeline.mux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.derain.frames.MediaException;
import org.derain.frames.WholeFile;
import org.derain.pipeline.codec.DiskFullException;

/**
 * Encoded video on its way: every packet with its exact time and a checksum, in decoding order. A
 * process that is killed at any moment leaves a log whose complete pieces can be used: {@link
 * PacketIndex} finds them. One record is
 *
 * <pre>
 *   pts 8 | duration 8 | flags 4 | size 4 | crc 4 | size bytes
 * </pre>
 *
 * with size -1 for the record that says that nothing follows, and -2 for one that ends a piece.
 */
public final class PacketLog implements AutoCloseable {
  static final int HEAD = 28;
  static final int END = -1;
  static final int PIECE = -2;

  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer head = ByteBuffer.allocateDirect(HEAD);
  private final CRC32 crc = new CRC32();

  /** Opens or creates a log and cuts it off behind its first {@code keep} bytes. */
  public PacketLog(Path file, long keep) {
    this.file = file;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.truncate(keep);
      channel.position(keep);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Appends a packet; its time is in units of the source's time base. */
  public void append(AVPacket packet, long pts, long duration) {
    ByteBuffer data = packet.data().capacity(packet.size()).asByteBuffer();
    write(pts, duration, packet.flags(), packet.size(), data);
  }

  /** Says that what follows does not depend on anything before. */
  void endPiece() {
    write(0, 0, 0, PIECE, ByteBuffer.allocate(0));
  }

  /** Says that the video is complete. */
  public void end() {
    write(0, 0, 0, END, ByteBuffer.allocate(0));
  }

  private void write(long pts, long duration, int flags, int size, ByteBuffer data) {
    head.clear();
    head.putLong(pts).putLong(duration).putInt(flags).putInt(size);
    head.putInt(checksum(crc, head, data));
    head.flip();
    ByteBuffer[] record = {head, data};
    try {
      while (head.hasRemaining() || data.hasRemaining()) {
        channel.write(record);
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Checksum over the first 24 bytes of a head and over the data. */
  static int checksum(CRC32 crc, ByteBuffer head, ByteBuffer data) {
    crc.reset();
    crc.update(head.duplicate().position(0).limit(HEAD - 4));
    crc.update(data.duplicate());
    return (int) crc.getValue();
  }

  private MediaException failure(IOException e) {
    return WholeFile.isFull(e)
        ? new DiskFullException("writing to " + file.getParent().getParent())
        : new MediaException("cannot write " + file + ": " + WholeFile.reason(e), e);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failure(e);
    }
  }
}
