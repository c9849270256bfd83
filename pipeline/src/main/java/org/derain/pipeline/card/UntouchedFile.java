package org.derain.pipeline.card;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;
import org.derain.frames.MediaException;
import org.derain.frames.WholeFile;
import org.derain.pipeline.codec.DiskFullException;

/** Puts a file into the result as it is, with its time stamps, whole or not at all. */
final class UntouchedFile {
  private UntouchedFile() {}

  /**
   * Copies a file.
   *
   * @param link a second name of the same file where the disk allows it
   * @param replace whether a file that is there may be replaced
   * @param notes told when it could not be linked
   */
  static void put(Path source, Path target, boolean link, boolean replace, Consumer<String> notes) {
    Path draft = target.resolveSibling("." + target.getFileName() + ".derain-part");
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      Files.deleteIfExists(draft);
      if (!link || !linked(source, draft, notes)) {
        Files.copy(source, draft, StandardCopyOption.COPY_ATTRIBUTES);
        writable(draft);
        WholeFile.publish(draft, target, replace);
        times(source, target);
      } else if (replace) {
        Files.move(
            draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.createLink(target, source);
        Files.delete(draft);
      }
    } catch (FileAlreadyExistsException e) {
      throw new MediaException(target + ": exists already; --overwrite replaces it", e);
    } catch (IOException e) {
      delete(draft);
      throw WholeFile.isFull(e)
          ? new DiskFullException("copying to " + target)
          : new MediaException("cannot copy to " + target + ": " + WholeFile.reason(e), e);
    }
  }

  private static boolean linked(Path source, Path draft, Consumer<String> notes) {
    try {
      Files.createLink(draft, source);
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      notes.accept("is copied: it lies on another disk, or this one has no second names for files");
      return false;
    }
  }

  /** What a card mounts read-only would stay so in the result. */
  private static void writable(Path file) {
    if (!Files.isWritable(file)) {
      file.toFile().setWritable(true, true);
    }
  }

  /** Gives a file the time stamps of another one. */
  static void times(Path source, Path target) throws IOException {
    BasicFileAttributes of = Files.readAttributes(source, BasicFileAttributes.class);
    Files.getFileAttributeView(target, BasicFileAttributeView.class)
        .setTimes(of.lastModifiedTime(), of.lastAccessTime(), of.creationTime());
  }

  /** Whether two files hold the same bytes. */
  static boolean same(Path one, Path other) {
    try {
      return Files.size(one) == Files.size(other) && Files.mismatch(one, other) < 0;
    } catch (IOException e) {
      throw new MediaException("cannot read " + one + ": " + WholeFile.reason(e), e);
    }
  }

  private static void delete(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      return; // What failed before is what counts.
    }
  }
}
