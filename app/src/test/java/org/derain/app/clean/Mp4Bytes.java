package org.derain.app.clean;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Changes mp4 files at the level of bytes, as no muxer does. */
final class Mp4Bytes {
  private static final int MATRIX_IN_TKHD = 44;

  private Mp4Bytes() {}

  /** Gives the first track of a file a display matrix. */
  static Path matrix(Path file, int[] matrix) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int header = find(bytes, "tkhd");
    for (int i = 0; i < matrix.length; i++) {
      buffer.putInt(header + MATRIX_IN_TKHD + 4 * i, matrix[i]);
    }
    return Files.write(file, bytes);
  }

  /**
   * Puts a box at the end of others, given from the outermost on; the last ones of the file, so
   * that nothing behind them moves.
   */
  static Path insert(Path file, byte[] box, String... into) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int end = 0;
    for (String name : into) {
      int start = find(bytes, name) - 4;
      int size = buffer.getInt(start);
      end = start + size;
      buffer.putInt(start, size + box.length);
    }
    byte[] longer = new byte[bytes.length + box.length];
    System.arraycopy(bytes, 0, longer, 0, end);
    System.arraycopy(box, 0, longer, end, box.length);
    System.arraycopy(bytes, end, longer, end + box.length, bytes.length - end);
    return Files.write(file, longer);
  }

  /** A box of a kind with a content. */
  static byte[] box(String kind, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .put(kind.getBytes(StandardCharsets.ISO_8859_1))
        .put(content)
        .array();
  }

  /** Where the name of the first box of a kind stands. */
  static int find(byte[] bytes, String box) {
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(box);
    if (at < 0) {
      throw new IllegalArgumentException("no box " + box);
    }
    return at;
  }
}
