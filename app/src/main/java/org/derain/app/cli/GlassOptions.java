package org.derain.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.derain.pipeline.GlassMask;
import picocli.CommandLine.Option;

/** {@link GateOptions} of the commands that look behind drops on the glass. */
public class GlassOptions extends GateOptions {
  /** Made by picocli. */
  public GlassOptions() {}

  @Option(
      names = "--glass",
      paramLabel = "MASK.png",
      description = {
        "A picture, white where drops or dirt on the glass hide the scene. While",
        "the camera moves, what was seen there before is put in. Of the shape of",
        "the video as shown."
      })
  Path glass;

  /**
   * What is on the glass, or nothing (null).
   *
   * @throws org.derain.frames.MediaException when the picture cannot be read
   */
  public final GlassMask glass() {
    return Optional.ofNullable(glass).map(GlassMask::read).orElse(null);
  }
}
