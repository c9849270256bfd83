package org.derain.training;

import java.io.IOException;
import java.nio.file.Path;
import org.derain.clips.Clip;

/** Short clips to learn from. */
public final class DryClip {
  /** A scene that moves, 320x192 at 25 fps. */
  public static final String SCENE = "mandelbrot=size=320x192:rate=25:start_scale=0.5";

  private DryClip() {}

  /** Renders frames of a source of FFmpeg's filters into a file. */
  public static void render(String source, int frames, Path into) throws IOException {
    Clip.make(into, "-f lavfi -i " + source + " -frames:v " + frames + " -pix_fmt yuv420p -crf 16");
  }
}
