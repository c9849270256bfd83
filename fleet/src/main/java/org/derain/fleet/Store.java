package org.derain.fleet;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.derain.frames.MediaException;

/**
 * The file systems that Hadoop knows, each by the scheme of its addresses. A file appears whole or
 * not at all: it is written under another name in the work area and renamed.
 */
final class Store implements Serializable {
  private final SerializableConfiguration configuration;

  /** With the settings of the file systems; they travel with it. */
  Store(Configuration configuration) {
    this.configuration = new SerializableConfiguration(configuration);
  }

  /** Where an address leads; the plain name of a local file is one too. */
  FileSystem at(Path path) throws IOException {
    FileSystem files = path.getFileSystem(configuration.value());
    // The wrapped one writes checksums into files of their own, beside each result.
    return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
  }

  /** The whole address of a path. */
  Path whole(String uri) throws IOException {
    Path path = new Path(uri);
    return at(path).makeQualified(path);
  }

  /** Whether there is a file. */
  boolean exists(Path path) throws IOException {
    return at(path).exists(path);
  }

  /** Its size; -1 when it is not there. */
  long size(Path path) throws IOException {
    try {
      return at(path).getFileStatus(path).getLen();
    } catch (FileNotFoundException e) {
      return -1;
    }
  }

  /** Fails when a source is not what it was when the manifest was read. */
  void check(Source source) throws IOException {
    Path path = new Path(source.uri());
    FileStatus now = at(path).getFileStatus(path);
    if (now.getLen() != source.size() || now.getModificationTime() != source.modified()) {
      throw new MediaException(source.uri() + ": has changed since this run began");
    }
  }

  /**
   * A source as a local file.
   *
   * @param folder where it is put if it does not lie on a disk of this machine
   */
  java.nio.file.Path local(Source source, java.nio.file.Path folder) throws IOException {
    check(source);
    Path path = new Path(source.uri());
    if (path.toUri().getScheme().equals("file")) {
      return java.nio.file.Path.of(path.toUri().getPath());
    }
    java.nio.file.Path local = Files.createDirectories(folder).resolve(source.name());
    get(path, local);
    check(source);
    return local;
  }

  /** Fetches a file. */
  void get(Path from, java.nio.file.Path to) throws IOException {
    try (InputStream in = at(from).open(from)) {
      Files.copy(in, to);
    }
  }

  /** The text of a small file; null when it is not there. */
  String text(Path path) throws IOException {
    try (InputStream in = at(path).open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  /** What writes the content of a file. */
  interface Content {
    /** Writes all of it. */
    void write(OutputStream out) throws IOException;
  }

  /**
   * Writes a file, whole or not at all.
   *
   * @param part the name until it is whole, which no other task has
   * @param replace whether one that is there is replaced; it is left as it is otherwise
   */
  void put(Content content, Path part, Path target, boolean replace) throws IOException {
    FileSystem files = at(target);
    try {
      try (OutputStream out = files.create(part, true)) {
        content.write(out);
      }
      files.mkdirs(target.getParent());
      if (replace) {
        files.delete(target, false);
      }
      // Another attempt at the same task may have been quicker: what it made is the same.
      if (!files.exists(target) && !files.rename(part, target) && !files.exists(target)) {
        throw new IOException(target + ": cannot be written");
      }
    } finally {
      files.delete(part, false);
    }
  }

  /** Gives a file the time of another one, where its file system can. */
  void time(Path path, long modified) {
    try {
      at(path).setTimes(path, modified, -1);
    } catch (IOException | UnsupportedOperationException e) {
      return; // An object store has its own times.
    }
  }

  /** Removes a folder and all in it. */
  void delete(Path folder) throws IOException {
    at(folder).delete(folder, true);
  }
}
