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

  /** Where the name of the first box of a kind stands. */
  static int find(byte[] bytes, String box) {
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(box);
    if (at < 0) {
      throw new IllegalArgumentException("no box " + box);
    }
    return at;
  }
}
