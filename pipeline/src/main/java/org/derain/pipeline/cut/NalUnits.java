package org.derain.pipeline.cut;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The units of an H.264 or H.265 packet, in either of its two forms: behind start codes (ITU-T
 * H.264, annex B), as encoders and transport streams have them, or behind their lengths, as mp4 and
 * mov have them.
 */
final class NalUnits {
  private static final int LENGTH = 4;

  private NalUnits() {}

  /** Splits a packet whose units stand behind start codes. */
  static List<byte[]> behindStartCodes(byte[] packet) {
    List<byte[]> units = new ArrayList<>();
    int begin = -1;
    for (int i = 0; i + 2 < packet.length; i++) {
      if (packet[i] == 0 && packet[i + 1] == 0 && packet[i + 2] == 1) {
        add(units, packet, begin, i);
        begin = i + 3;
        i += 2;
      }
    }
    add(units, packet, begin, packet.length);
    return units;
  }

  /** Zeros before a start code belong to it: a unit never ends with one. */
  private static void add(List<byte[]> units, byte[] packet, int begin, int end) {
    int last = end;
    while (begin >= 0 && last > begin && packet[last - 1] == 0) {
      last--;
    }
    if (begin >= 0 && last > begin) {
      units.add(java.util.Arrays.copyOfRange(packet, begin, last));
    }
  }

  /**
   * Splits a packet whose units stand behind their lengths in four bytes; a torn end is left out.
   */
  static List<byte[]> behindLengths(byte[] packet) {
    List<byte[]> units = new ArrayList<>();
    int at = 0;
    while (at + LENGTH <= packet.length) {
      int length =
          (packet[at] & 255) << 24
              | (packet[at + 1] & 255) << 16
              | (packet[at + 2] & 255) << 8
              | packet[at + 3] & 255;
      if (length <= 0 || length > packet.length - at - LENGTH) {
        break;
      }
      units.add(java.util.Arrays.copyOfRange(packet, at + LENGTH, at + LENGTH + length));
      at += LENGTH + length;
    }
    return units;
  }

  /** Puts units behind their lengths, or else behind start codes. */
  static byte[] join(List<byte[]> units, boolean lengths) {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    for (byte[] unit : units) {
      byte[] head =
          lengths
              ? new byte[] {
                (byte) (unit.length >> 24),
                (byte) (unit.length >> 16),
                (byte) (unit.length >> 8),
                (byte) unit.length
              }
              : new byte[] {0, 0, 0, 1};
      packet.writeBytes(head);
      packet.writeBytes(unit);
    }
    return packet.toByteArray();
  }
}
