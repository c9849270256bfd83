package org.derain.app.cli;

import java.nio.file.Path;
import org.derain.pipeline.GlassMask;
import picocli.CommandLine.Option;

/** {@link GateOptions} of the commands that look behind drops on the glass. */
public class GlassOptions extends GateOptions {
  private static final String AUTO = "auto";

  /** Made by picocli. */
  public GlassOptions() {}

  @Option(
      names = "--glass",
      paramLabel = "auto|MASK.png",
      description = {
        "What drops or dirt on the glass hide: while the camera moves, what was",
        "seen there before is put in. auto: drops that stand still are found. Or a",
        "picture, white where they are, of the shape of the video as shown."
      })
  String glass;

  /** Whether what is on the glass is to be found. */
  public final boolean findsGlass() {
    return AUTO.equals(glass);
  }

  /**
   * What is said to be on the glass, or nothing (null).
   *
   * @throws org.derain.frames.MediaException when the picture cannot be read
   */
  public final GlassMask glass() {
    return glass == null || findsGlass() ? null : GlassMask.read(Path.of(glass));
  }
}
