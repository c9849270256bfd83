package org.derain.pipeline.mux;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.derain.frames.MediaException;

/**
 * What is in a {@link PacketLog}: presentation times in decoding order, and how far it can be
 * trusted after a kill: its complete pieces, whose frames are all shown before those that follow.
 */
public final class PacketIndex {
  private long[] pts = new long[256];
  private int count;
  private int safeCount;
  private long safeBytes;
  private boolean complete;

  private PacketIndex() {}

  /** Reads a log; a torn or damaged end is left out. A log that is not there is an empty one. */
  public static PacketIndex of(Path file) {
    PacketIndex index = new PacketIndex();
    if (!Files.exists(file)) {
      return index;
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      long limit = Files.size(file);
      long at = 0;
      CRC32 crc = new CRC32();
      byte[] head = new byte[PacketLog.HEAD];
      while (true) {
        in.readFully(head);
        ByteBuffer fields = ByteBuffer.wrap(head);
        int size = fields.getInt(20);
        if (size > limit - at) {
          break;
        }
        byte[] data = in.readNBytes(Math.max(0, size));
        if (PacketLog.checksum(crc, fields, ByteBuffer.wrap(data)) != fields.getInt(24)) {
          break;
        }
        if (size == PacketLog.END) {
          index.complete = true;
          index.safe(at);
          break;
        }
        at += PacketLog.HEAD + data.length;
        if (size == PacketLog.PIECE) {
          index.safe(at);
        } else {
          index.add(fields.getLong(0));
        }
      }
    } catch (EOFException e) {
      return index;
    } catch (IOException e) {
      throw new MediaException("cannot read " + file + ": " + e.getMessage(), e);
    }
    return index;
  }

  private void add(long time) {
    if (count == pts.length) {
      pts = Arrays.copyOf(pts, count * 2);
    }
    pts[count++] = time;
  }

  private void safe(long at) {
    safeBytes = at;
    safeCount = count;
  }

  /** Packets, each one frame, in complete pieces. */
  public int safeFrames() {
    return safeCount;
  }

  /** Bytes of these packets: where writing may go on. */
  public long safeBytes() {
    return safeBytes;
  }

  /** Whether the video was encoded to its end. */
  public boolean isComplete() {
    return complete;
  }

  /**
   * Decoding times for all packets, in units of the presentation times: strictly increasing and
   * never behind the presentation time of the packet, with the smallest delay that allows this.
   */
  long[] decodingTimes() {
    long[] order = Arrays.copyOf(pts, count);
    Arrays.sort(order);
    int delay = 0;
    for (int i = 0; i < count; i++) {
      delay = Math.max(delay, i - Arrays.binarySearch(order, pts[i]));
    }
    long step = count > 1 ? order[1] - order[0] : 1;
    long[] times = new long[count];
    for (int i = 0; i < count; i++) {
      times[i] = i < delay ? order[0] - (delay - i) * step : order[i - delay];
    }
    return times;
  }
}
