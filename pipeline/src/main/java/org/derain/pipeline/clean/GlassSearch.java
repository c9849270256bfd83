package org.derain.pipeline.clean;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.derain.frames.Picture;
import org.derain.frames.VideoReader;
import org.derain.pipeline.GlassMask;
import org.derain.pipeline.demux.Cut;
import org.derain.pipeline.inference.DropFinder;

/**
 * A first pass over the part of a video file that is cleaned, which finds drops on the glass: the
 * same part has the same mask.
 */
public final class GlassSearch {
  private GlassSearch() {}

  /**
   * What is on the glass before a file's scene.
   *
   * @param cut the part that is cleaned; its times are taken at the file's mean frame rate
   * @param notes told what was found, or why nothing is
   * @throws org.derain.frames.MediaException when the file cannot be read
   */
  public static Optional<GlassMask> of(Path file, Cut cut, Consumer<String> notes) {
    long all;
    try (VideoReader reader = VideoReader.open(file)) {
      all = reader.countPackets();
    }
    try (VideoReader reader = VideoReader.open(file);
        Picture picture = new Picture(reader.format());
        DropFinder finder = new DropFinder(reader.format())) {
      double rate = reader.frameRate().value();
      long first = Math.min(all, Math.round(cut.start() * rate));
      long count = Math.min(all - first, Math.max(1, Math.round(cut.duration() * rate)));
      for (long n = 0; n < first; n++) {
        reader.read(picture);
      }
      finder.look(count, reader::read);
      return finder.find(notes);
    }
  }
}
