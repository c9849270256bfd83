package org.derain.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;

/** Short clips to learn from, made by the bundled ffmpeg. */
final class DryClip {
  /** A scene that moves, 320x192 at 25 fps. */
  static final String SCENE = "mandelbrot=size=320x192:rate=25:start_scale=0.5";

  private DryClip() {}

  /** Renders frames of a source of ffmpeg's lavfi into a file. */
  static void render(String source, int frames, Path into) throws Exception {
    ProcessBuilder maker =
        new ProcessBuilder(
            Loader.load(org.bytedeco.ffmpeg.ffmpeg.class),
            "-v",
            "error",
            "-f",
            "lavfi",
            "-i",
            source,
            "-frames:v",
            String.valueOf(frames),
            "-pix_fmt",
            "yuv420p",
            "-crf",
            "16",
            into.toString());
    assertEquals(0, maker.inheritIO().start().waitFor());
  }
}
