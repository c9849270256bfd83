package org.derain.fleet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.derain.app.cli.MediaFiles;
import org.derain.frames.MediaException;

/**
 * What is to be worked on.
 *
 * @param recordings sorted by their places
 * @param others what lies beside them, sorted
 */
record Manifest(List<Source> recordings, List<Source> others) {
  /**
   * Looks files up in their stores.
   *
   * @param inputs addresses of files and folders; those in folders are found, hidden ones left out
   * @param root of their places in the result; null for the folder that holds all of them
   * @throws MediaException when there is nothing, or something lies outside the root
   */
  static Manifest of(Store store, List<String> inputs, String root) throws IOException {
    Map<String, FileStatus> files = new LinkedHashMap<>();
    Path common = root == null ? null : store.whole(root);
    for (String input : inputs) {
      Path path = store.whole(input);
      if (!store.exists(path)) {
        throw new MediaException(input + ": no such file or folder");
      }
      FileStatus status = store.at(path).getFileStatus(path);
      if (status.isDirectory()) {
        walk(store, path, files);
      } else {
        files.put(status.getPath().toString(), status);
      }
      if (root == null) {
        common = common(common, status.isDirectory() ? path : path.getParent());
      }
    }
    List<Source> recordings = new ArrayList<>();
    List<Source> others = new ArrayList<>();
    for (FileStatus file : files.values()) {
      Source source = source(file, common);
      boolean video = MediaFiles.isVideo(java.nio.file.Path.of(source.name()));
      (video ? recordings : others).add(source);
    }
    recordings.sort(Comparator.comparing(Source::place));
    others.sort(Comparator.comparing(Source::place));
    return new Manifest(List.copyOf(recordings), List.copyOf(others));
  }

  /** The addresses in a text file: one a line; empty lines and those behind a # are left out. */
  static List<String> listing(Store store, String uri) throws IOException {
    String text = store.text(store.whole(uri));
    if (text == null) {
      throw new MediaException(uri + ": no such file");
    }
    return text.lines().map(String::strip).filter(line -> !line.matches("(#.*)?")).toList();
  }

  private static void walk(Store store, Path folder, Map<String, FileStatus> into)
      throws IOException {
    RemoteIterator<LocatedFileStatus> all = store.at(folder).listFiles(folder, true);
    while (all.hasNext()) {
      FileStatus file = all.next();
      String inside = place(file.getPath(), folder);
      if (!inside.matches("(.*/)?[.].*") && !inside.startsWith("System Volume Information/")) {
        into.put(file.getPath().toString(), file);
      }
    }
  }

  private static Source source(FileStatus file, Path root) {
    return new Source(
        file.getPath().toString(),
        place(file.getPath(), root),
        file.getLen(),
        file.getModificationTime());
  }

  private static String place(Path file, Path root) {
    String start = root.toString().replaceFirst("/*$", "/");
    if (!file.toString().startsWith(start)) {
      throw new MediaException(
          file + ": lies outside " + root + "; --root names the folder of all");
    }
    return file.toString().substring(start.length());
  }

  private static Path common(Path one, Path other) {
    Path found = one == null ? other : one;
    while (found != null && !isInside(found, other)) {
      found = found.getParent();
    }
    if (found == null) {
      throw new MediaException("the files lie in different stores; give those of one at a time");
    }
    return found;
  }

  /** Whether a folder is another one or lies in it. */
  static boolean isInside(Path outer, Path inner) {
    return (inner + "/").startsWith(outer.toString().replaceFirst("/*$", "/"));
  }
}
