package org.derain.pipeline.clean;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.derain.frames.Picture;
import org.derain.frames.VideoReader;
import org.derain.pipeline.GlassMask;
import org.derain.pipeline.inference.DropFinder;

/**
 * A first pass over a video file that finds drops on the glass: always over all of the file,
 * whatever part of it is cleaned, so that every part has the same mask.
 */
public final class GlassSearch {
  private GlassSearch() {}

  /**
   * What is on the glass before a file's scene.
   *
   * @param notes told what was found, or why nothing is
   * @throws org.derain.frames.MediaException when the file cannot be read
   */
  public static Optional<GlassMask> of(Path file, Consumer<String> notes) {
    int count;
    try (VideoReader reader = VideoReader.open(file)) {
      count = reader.countPackets();
    }
    try (VideoReader reader = VideoReader.open(file);
        Picture picture = new Picture(reader.format());
        DropFinder finder = new DropFinder(reader.format())) {
      for (int n = 0; n < count && reader.read(picture); n++) {
        if (DropFinder.wants(n, count)) {
          finder.look(picture);
        }
      }
      return finder.find(notes);
    }
  }
}
