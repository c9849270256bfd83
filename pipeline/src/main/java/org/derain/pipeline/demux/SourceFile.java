package org.derain.pipeline.demux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.derain.frames.MediaException;
import org.derain.frames.WholeFile;

/**
 * A file as it was when work on it began. It is read more than once, and a file that is replaced,
 * overwritten or still growing meanwhile would give the pictures of one and the sound of another.
 */
public final class SourceFile {
  /** Of a file that is looked at whole. A larger one is looked at in this many pieces. */
  private static final int PIECES = 128;

  private static final int PIECE = 1 << 20;

  private final Path file;
  private final BasicFileAttributes attributes;
  private final String content;

  private SourceFile(Path file) {
    this.file = file;
    this.attributes = attributes(file);
    this.content = content(file, attributes.size());
  }

  /**
   * Looks at a file.
   *
   * @throws MediaException when it is not there or not readable
   */
  public static SourceFile of(Path file) {
    return new SourceFile(file);
  }

  private static BasicFileAttributes attributes(Path file) {
    Inputs.check(file);
    try {
      return Files.readAttributes(file, BasicFileAttributes.class);
    } catch (IOException e) {
      throw new MediaException(file + ": not readable: " + WholeFile.reason(e), e);
    }
  }

  /** Size and checksum: of everything, or of pieces that are spread over a large file. */
  private static String content(Path file, long size) {
    MessageDigest digest;
    try (FileChannel channel = FileChannel.open(file)) {
      digest = MessageDigest.getInstance("SHA-256");
      ByteBuffer piece = ByteBuffer.allocate(PIECE);
      long last = Math.max(0, size - PIECE);
      long pieces = Math.min(PIECES, (size + PIECE - 1) / PIECE);
      for (long i = 0; i < pieces; i++) {
        long at = size <= whole() ? i * PIECE : last / (PIECES - 1) * i;
        channel.position(i == PIECES - 1 ? last : at);
        piece.clear();
        while (piece.hasRemaining() && channel.read(piece) >= 0) {
          continue;
        }
        digest.update(piece.flip());
      }
    } catch (IOException e) {
      throw new MediaException(file + ": not readable: " + WholeFile.reason(e), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    return size + " bytes, sha256 " + HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static long whole() {
    return (long) PIECES * PIECE;
  }

  /** What is in it, so that a copy of it counts as the same. */
  public String content() {
    return content;
  }

  /**
   * Checks that the file is the one it was: the same size, time and place on the disk, or at least
   * the same content, as far as all of it was looked at.
   *
   * @throws SourceChangedException when it is not
   */
  public void check() {
    BasicFileAttributes now = attributes(file);
    boolean same =
        now.size() == attributes.size()
            && now.lastModifiedTime().equals(attributes.lastModifiedTime())
            && Objects.equals(now.fileKey(), attributes.fileKey());
    boolean whole = now.size() <= whole();
    if (!same && !(whole && content(file, now.size()).equals(content))) {
      throw new SourceChangedException(file);
    }
  }
}
