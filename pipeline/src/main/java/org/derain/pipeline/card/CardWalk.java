package org.derain.pipeline.card;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.derain.frames.MediaException;
import org.derain.frames.WholeFile;

/**
 * Everything on a card or in an archive: recordings, and what lies beside them (positions,
 * thumbnails, event descriptions). Hidden files and folders are left out, and links to folders are
 * not followed.
 *
 * @param root the card
 * @param recordings sorted by their places
 * @param others sorted, from the root on
 */
public record CardWalk(Path root, List<Recording> recordings, List<Path> others) {
  private static final Pattern PARKING = Pattern.compile("park|sentry");
  private static final Pattern EVENT =
      Pattern.compile("event|evt|emr|emer|urgent|sos|lock|crash|saved(?<!unsaved)|(^|_)ro$");
  private static final Pattern LAPSE = Pattern.compile("lapse|tlaps");
  private static final Pattern REAR = Pattern.compile("(^|_)(rear|back)|movie_[rb]$");
  private static final Pattern INTERIOR = Pattern.compile("interior|cabin|inside|movie_i$");

  /**
   * Looks through a folder and the folders in it.
   *
   * @param video whether a file is a recording, by its name
   * @throws MediaException when the folder is not there or not readable
   */
  public static CardWalk of(Path root, Predicate<Path> video) {
    if (!Files.isDirectory(root)) {
      throw new MediaException(
          root + (Files.exists(root) ? ": is no folder; give the card" : ": no such folder"));
    }
    List<Recording> recordings = new ArrayList<>();
    List<Path> others = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes about) {
              return !folder.equals(root) && isHidden(folder)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes about)
                throws IOException {
              if (isHidden(file) || !Files.isRegularFile(file)) {
                return FileVisitResult.CONTINUE;
              }
              if (video.test(file)) {
                recordings.add(recording(root, file));
              } else {
                others.add(root.relativize(file));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new MediaException(root + ": cannot be read: " + WholeFile.reason(e), e);
    }
    recordings.sort((one, other) -> one.place().compareTo(other.place()));
    others.sort(null);
    return new CardWalk(root, List.copyOf(recordings), List.copyOf(others));
  }

  private static boolean isHidden(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".") || name.equals("System Volume Information");
  }

  /** A recording at a place on a card. */
  static Recording recording(Path root, Path file) throws IOException {
    BasicFileAttributes about = Files.readAttributes(file, BasicFileAttributes.class);
    return recording(
        file, root.relativize(file), about.size(), about.lastModifiedTime().toMillis());
  }

  /**
   * A recording, as its names and folders tell it; the file itself is not looked at.
   *
   * @param place from the root of the card on
   * @param size in bytes
   * @param modified in milliseconds since 1970
   */
  public static Recording recording(Path file, Path place, long size, long modified) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    CameraNames.Read read = CameraNames.read(dot < 0 ? name : name.substring(0, dot));
    return new Recording(
        file,
        place,
        read.names(),
        read.channel().isEmpty() ? channel(place) : read.channel(),
        read.kind() == null || read.kind() == Recording.Kind.NORMAL ? kind(place) : read.kind(),
        read.begun(),
        size,
        modified);
  }

  private static Recording.Kind kind(Path place) {
    return inFolder(place, PARKING)
        ? Recording.Kind.PARKING
        : inFolder(place, LAPSE)
            ? Recording.Kind.LAPSE
            : inFolder(place, EVENT) ? Recording.Kind.EVENT : Recording.Kind.NORMAL;
  }

  private static String channel(Path place) {
    return inFolder(place, REAR) ? "rear" : inFolder(place, INTERIOR) ? "interior" : "front";
  }

  private static boolean inFolder(Path place, Pattern words) {
    for (Path folder = place.getParent(); folder != null; folder = folder.getParent()) {
      String name = folder.getFileName().toString().toLowerCase(Locale.ROOT);
      if (words.matcher(name).find()) {
        return true;
      }
    }
    return false;
  }
}
