package org.derain.pipeline.demux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether an mp4 or mov file has its index (box {@code moov}): it is written last by recorders. */
public enum Mp4Index {
  /** It is there. */
  PRESENT,
  /** It is there in pieces, one for each fragment. */
  FRAGMENTED,
  /** An mp4 file without one. */
  MISSING,
  /** Not an mp4 file at all. */
  NOT_MP4;

  private static final int FTYP = 0x66747970;
  private static final int MDAT = 0x6d646174;
  private static final int MOOF = 0x6d6f6f66;
  private static final int MOOV = 0x6d6f6f76;

  /** Walks over the top-level boxes of a file. */
  public static Mp4Index of(Path file) {
    boolean mp4 = false;
    boolean index = false;
    try (SeekableByteChannel in = Files.newByteChannel(file)) {
      ByteBuffer head = ByteBuffer.allocate(16);
      long at = 0;
      while (at + 8 <= in.size()) {
        head.clear();
        in.position(at);
        if (in.read(head) < 8) {
          break;
        }
        long size = Integer.toUnsignedLong(head.getInt(0));
        int type = head.getInt(4);
        mp4 |= type == FTYP || (at == 0 && type == MDAT);
        if (type == MOOF && mp4) {
          return FRAGMENTED;
        }
        index |= type == MOOV && mp4;
        if (size == 1 && head.position() == 16) {
          size = head.getLong(8);
        }
        if (!mp4 || size < 8) {
          break;
        }
        at += size;
      }
    } catch (IOException e) {
      return NOT_MP4;
    }
    if (index) {
      return PRESENT;
    }
    return mp4 ? MISSING : NOT_MP4;
  }
}
