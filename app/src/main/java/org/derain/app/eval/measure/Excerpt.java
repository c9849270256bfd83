package org.derain.app.eval.measure;

import java.nio.file.Path;

/**
 * How much of a clip is judged: its first pictures, and their middle.
 *
 * @param frames judged at most, 1 or more; a few more are read as their neighbours
 * @param width of the middle at most, in pixels, even
 * @param height likewise
 */
public record Excerpt(int frames, int width, int height) {
  /** All of it. */
  public static final Excerpt WHOLE =
      new Excerpt(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

  /** Pictures after the last one judged, as windows and steadying need them. */
  static final int AFTER = 4;

  /** The pictures of a file that are read. */
  public Frames of(Path file) {
    return cut(FileFrames.of(file, 0, (int) Math.min(Integer.MAX_VALUE, (long) frames + AFTER)));
  }

  /** The same without neighbours after the last. */
  public Frames alone(Path file) {
    return cut(FileFrames.of(file, 0, frames));
  }

  private Frames cut(Frames whole) {
    return whole.format().width() <= width && whole.format().height() <= height
        ? whole
        : new MiddleFrames(whole, width, height);
  }
}
