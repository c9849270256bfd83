package org.derain.frames;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Files that appear whole or not at all, whatever happens meanwhile. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Writes a file. What is no regular file, such as {@code /dev/stdout}, is written to as it is.
   *
   * @param replace whether one of that name may be replaced, which is as it was until then
   * @throws FileAlreadyExistsException when there is one and it may not
   */
  public static void write(Path target, byte[] content, boolean replace) throws IOException {
    boolean there = Files.exists(target);
    if (there && replace && !Files.isRegularFile(target)) {
      Files.write(target, content);
      return;
    }
    Path place = there ? target.toRealPath() : target;
    Path draft = place.resolveSibling(".derain-" + UUID.randomUUID() + ".part");
    try {
      Files.write(draft, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      publish(draft, place, replace);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /**
   * Makes a draft durable and gives it the name of the target in one step.
   *
   * @param draft beside the target, or at least on the same disk; gone afterwards
   * @param replace whether a target may be replaced
   * @throws FileAlreadyExistsException when there is one and it may not; the draft stays
   */
  public static void publish(Path draft, Path target, boolean replace) throws IOException {
    try (FileChannel file = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      file.force(true);
    }
    if (replace) {
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return;
    }
    try {
      // A rename would replace what appeared a moment ago, a second name never does.
      Files.createLink(target, draft);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (FileSystemException | UnsupportedOperationException e) {
      // This disk has no second names.
      Files.move(draft, target);
      return;
    }
    Files.delete(draft);
  }

  /** Whether something could not be written because the disk is full. */
  public static boolean isFull(IOException failure) {
    String text = String.valueOf(failure.getMessage());
    return text.contains("No space left")
        || text.contains("Disk quota exceeded")
        || text.contains("File too large")
        || text.contains("not enough space");
  }

  /** Why something could not be read or written, in a few words for the user. */
  public static String reason(IOException failure) {
    if (isFull(failure)) {
      return "no space left on the disk";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof NoSuchFileException) {
      return "no such folder or file";
    }
    boolean more = failure instanceof FileSystemException f && f.getReason() != null;
    return more
        ? ((FileSystemException) failure).getReason()
        : String.valueOf(failure.getMessage());
  }
}
