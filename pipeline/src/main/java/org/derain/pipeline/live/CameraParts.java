package org.derain.pipeline.live;

import java.util.function.Consumer;

/** What a camera is made of: real ones, or synthetic ones in tests. */
public interface CameraParts {
  /**
   * Opens the source; this takes as long as its time-outs allow.
   *
   * @param notes told what the user should know, redacted
   * @param stopped asked now and then while it waits: true ends it with an exception
   * @throws org.derain.frames.MediaException when there is no video, with the reason, redacted
   */
  LiveSource open(
      CameraSettings settings, Consumer<String> notes, java.util.function.BooleanSupplier stopped);

  /** Makes the outputs; they are connected in the background. */
  LiveSink outputs(CameraSettings settings, Consumer<String> notes);
}
