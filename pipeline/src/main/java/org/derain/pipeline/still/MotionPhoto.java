package org.derain.pipeline.still;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The clip that phones put behind the picture of a JPEG; its XMP counts from the end of the file.
 */
final class MotionPhoto {
  private static final int MARKER = 0xff;
  private static final int SCAN = 0xda;
  private static final int END = 0xd9;

  private MotionPhoto() {}

  /** Everything behind the picture of a JPEG when a clip is in it; else nothing. */
  static byte[] behind(byte[] bytes) {
    int end = end(bytes);
    String rest = new String(bytes, end, bytes.length - end, StandardCharsets.ISO_8859_1);
    return rest.contains("ftyp") ? Arrays.copyOfRange(bytes, end, bytes.length) : new byte[0];
  }

  /** Where a picture ends; the end of the file when that cannot be told. */
  private static int end(byte[] bytes) {
    int at = 2;
    while (at + 4 <= bytes.length && (bytes[at] & 0xff) == MARKER) {
      int marker = bytes[at + 1] & 0xff;
      if (marker == END) {
        return at + 2;
      }
      at += 2 + ((bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff);
      if (marker == SCAN) {
        at = nextMarker(bytes, at);
      }
    }
    boolean last = at + 2 <= bytes.length && (bytes[at + 1] & 0xff) == END;
    return last ? at + 2 : bytes.length;
  }

  /** Coded samples hold no markers but zero bytes and restarts behind them. */
  private static int nextMarker(byte[] bytes, int from) {
    int at = from;
    while (at + 1 < bytes.length) {
      int next = bytes[at + 1] & 0xff;
      boolean coded = next == 0 || next == MARKER || next >= 0xd0 && next <= 0xd7;
      if ((bytes[at] & 0xff) == MARKER && !coded) {
        return at;
      }
      at++;
    }
    return bytes.length;
  }
}
