package org.derain.pipeline.still;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * How large a still says that it is, without decoding it: a file of some bytes can say anything.
 *
 * @param width in pixels, 0 when it cannot be told
 * @param height likewise
 */
record PictureSize(int width, int height) {
  private static final int WEBP_HEAD = 30;

  /** Reads the head of a file. */
  static PictureSize of(byte[] content) {
    if (isWebp(content)) {
      return webp(content);
    }
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (readers.hasNext()) {
        ImageReader reader = readers.next();
        reader.setInput(in);
        PictureSize size = new PictureSize(reader.getWidth(0), reader.getHeight(0));
        reader.dispose();
        return size;
      }
    } catch (IOException | RuntimeException e) {
      // A head that Java cannot read; whoever decodes it says what is wrong.
      return new PictureSize(0, 0);
    }
    return new PictureSize(0, 0);
  }

  private static boolean isWebp(byte[] content) {
    return content.length >= WEBP_HEAD
        && new String(content, 8, 4, StandardCharsets.US_ASCII).equals("WEBP");
  }

  /** Lossy, lossless, and with more than a picture: RFC 9649, sections 2.5 to 2.7. */
  private static PictureSize webp(byte[] content) {
    return switch (content[15]) {
      case ' ' -> new PictureSize(bits(content, 26, 0, 14), bits(content, 28, 0, 14));
      case 'L' -> new PictureSize(1 + bits(content, 21, 0, 14), 1 + bits(content, 21, 14, 14));
      default -> new PictureSize(1 + bits(content, 24, 0, 24), 1 + bits(content, 27, 0, 24));
    };
  }

  private static int bits(byte[] content, int at, int from, int count) {
    long value = 0;
    for (int i = 3; i >= 0; i--) {
      int next = at + i < content.length ? content[at + i] & 0xff : 0;
      value = value << 8 | next;
    }
    return (int) (value >> from & ((1L << count) - 1));
  }

  /** Number of pixels. */
  long pixels() {
    return (long) width * height;
  }
}
