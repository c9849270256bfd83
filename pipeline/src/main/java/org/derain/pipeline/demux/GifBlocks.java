package org.derain.pipeline.demux;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The blocks of a GIF. */
final class GifBlocks {
  private static final int HEADER = 13;
  private static final int PALETTE = 0x80;
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;
  private static final int END = 0x3b;

  private GifBlocks() {}

  /** Whether block follows block up to the one that ends the file. */
  static boolean areWhole(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      in.skipNBytes(HEADER - 3);
      palette(in, in.readUnsignedByte());
      in.skipNBytes(2);
      while (true) {
        switch (in.readUnsignedByte()) {
          case END -> {
            return true;
          }
          case EXTENSION -> in.skipNBytes(1);
          case IMAGE -> {
            in.skipNBytes(8);
            palette(in, in.readUnsignedByte());
            in.skipNBytes(1);
          }
          case 0 -> {
            // Some writers end a block twice.
            continue;
          }
          default -> {
            return false;
          }
        }
        for (int size = in.readUnsignedByte(); size > 0; size = in.readUnsignedByte()) {
          in.skipNBytes(size);
        }
      }
    } catch (EOFException e) {
      return false;
    }
  }

  private static void palette(DataInputStream in, int flags) throws IOException {
    if ((flags & PALETTE) != 0) {
      in.skipNBytes(3L << (flags & 7) + 1);
    }
  }
}
