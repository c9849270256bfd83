package org.derain.pipeline.demux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * The elements of a Matroska or WebM file down to its blocks: each begins with what it is and how
 * long it is, so damage shows where something else stands in the place of the next one.
 */
final class MatroskaElements {
  private static final int FILE = 0x1a45dfa3;
  private static final int SEGMENT = 0x18538067;
  private static final int CLUSTER = 0x1f43b675;

  /** What may lie in a segment or in a cluster, and what opens a file. */
  private static final Set<Integer> KNOWN =
      Set.of(
          FILE,
          SEGMENT,
          CLUSTER, // and in a segment: seek head, info, tracks, cues, ...
          0x114d9b74,
          0x1549a966,
          0x1654ae6b,
          0x1c53bb6b,
          0x1941a469,
          0x1043a770,
          0x1254c367,
          // In a cluster: time, silent tracks, position, size before, blocks and groups of them.
          0xe7,
          0x5854,
          0xa7,
          0xab,
          0xa3,
          0xa0,
          0xaf,
          // Anywhere: nothing, checksum, signature.
          0xec,
          0xbf,
          0x1b538667);

  /** An element's name of at most four bytes and its length of at most eight. */
  private static final int HEAD = 12;

  private static final long UNKNOWN = -1;
  private static final int CHUNK = 1 << 16;

  private final FileChannel in;
  private final long size;
  private final ByteBuffer head = ByteBuffer.allocate(HEAD);
  private int id;
  private long body;
  private long length;

  private MatroskaElements(FileChannel in) throws IOException {
    this.in = in;
    this.size = in.size();
  }

  /**
   * How many places between two positions are broken. A file that just ends early has none there.
   */
  static int breaks(Path file, long from, long to) throws IOException {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      return new MatroskaElements(in).breaks(from, to);
    }
  }

  private int breaks(long from, long to) throws IOException {
    int broken = 0;
    long at = 0;
    long end = Long.MAX_VALUE;
    while (at >= 0 && at < size && at <= to) {
      boolean known = read(at);
      if (known && id == SEGMENT) {
        end = length == UNKNOWN ? Long.MAX_VALUE : body + length;
      }
      boolean opened = known && (id == SEGMENT || id == CLUSTER);
      if (opened) {
        at = body;
      } else if (known && length != UNKNOWN && length <= size - body) {
        at = body + length;
      } else if (at >= end) {
        // What follows behind the end was never a part of it.
        break;
      } else {
        long next = cluster(at + 1);
        boolean early = known || size - at < HEAD;
        broken += at >= from && (next >= 0 || !early) ? 1 : 0;
        at = next;
      }
    }
    return broken;
  }

  /** Reads the head of an element; false when there is none that may be here. */
  private boolean read(long at) throws IOException {
    head.clear();
    in.read(head, at);
    head.flip();
    int first = head.hasRemaining() ? head.get(0) & 0xff : 0;
    int named = Integer.numberOfLeadingZeros(first) - 23;
    if (named > 4 || head.limit() <= named) {
      return false;
    }
    id = (int) number(0, named);
    int sized = Integer.numberOfLeadingZeros(head.get(named) & 0xff) - 23;
    if (sized > 8 || head.limit() < named + sized) {
      return false;
    }
    long all = (1L << 7 * sized) - 1;
    length = number(named, sized) & all;
    length = length == all ? UNKNOWN : length;
    body = at + named + sized;
    return KNOWN.contains(id);
  }

  private long number(int at, int bytes) {
    long number = 0;
    for (int i = at; i < at + bytes; i++) {
      number = number << 8 | head.get(i) & 0xff;
    }
    return number;
  }

  /** Where the next cluster begins; negative when there is none. */
  private long cluster(long from) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    for (long at = from; at + 4 <= size; at += CHUNK - 3) {
      chunk.clear();
      in.read(chunk, at);
      chunk.flip();
      for (int i = 0; i + 4 <= chunk.limit(); i++) {
        if (chunk.getInt(i) == CLUSTER) {
          return at + i;
        }
      }
    }
    return -1;
  }
}
