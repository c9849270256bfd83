package org.derain.pipeline.still;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.derain.frames.Orientation;

/** Reads what we need of a picture's EXIF: a TIFF of tags without samples. */
final class Exif {
  private static final int ORIENTATION = 0x112;
  private static final int ENTRY = 12;
  private static final String PREFIX = "Exif\0\0";

  private Exif() {}

  /** How the picture is turned to be shown; upright where a damaged block does not say. */
  static Orientation orientation(byte[] block) {
    int from = text(block, 0, PREFIX.length()).equals(PREFIX) ? PREFIX.length() : 0;
    ByteBuffer tags = ByteBuffer.wrap(block, from, block.length - from).slice();
    if (tags.limit() < 8) {
      return Orientation.UPRIGHT;
    }
    tags.order(text(block, from, 2).equals("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long first = Integer.toUnsignedLong(tags.getInt(4));
    if (first + 2 > tags.limit()) {
      return Orientation.UPRIGHT;
    }
    int entries = Short.toUnsignedInt(tags.getShort((int) first));
    for (long at = first + 2; entries > 0 && at + ENTRY <= tags.limit(); at += ENTRY) {
      if (Short.toUnsignedInt(tags.getShort((int) at)) == ORIENTATION) {
        return Orientation.ofExif(tags.getShort((int) at + 8));
      }
      entries--;
    }
    return Orientation.UPRIGHT;
  }

  private static String text(byte[] block, int from, int length) {
    int there = Math.max(0, Math.min(length, block.length - from));
    return new String(block, from, there, StandardCharsets.US_ASCII);
  }
}
