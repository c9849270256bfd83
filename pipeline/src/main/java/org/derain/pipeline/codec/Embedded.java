package org.derain.pipeline.codec;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.derain.pipeline.FrameTime;

/** Hands what travels inside pictures to an encoder, or says once that it cannot hold it. */
public final class Embedded {
  private final Codec codec;
  private final Consumer<String> notes;
  private boolean captions;
  private boolean telemetry;

  /** For the pictures of one stream. */
  public Embedded(Codec codec, Consumer<String> notes) {
    this.codec = codec;
    this.notes = notes;
  }

  /** Gives a frame that is about to be encoded what came with it. */
  public void put(AVFrame frame, FrameTime time) {
    if (codec.storesMessages()) {
      Captions.put(frame, time.captions);
      Telemetry.put(frame, time.telemetry);
      return;
    }
    if (time.captions != null && !captions) {
      captions = true;
      tell("closed captions are");
    }
    if (!time.telemetry.isEmpty() && !telemetry) {
      telemetry = true;
      tell("telemetry inside the pictures (SEI messages) is");
    }
  }

  private void tell(String what) {
    notes.accept(what + " left out: " + codec.label() + " cannot hold that; use --codec h264");
  }
}
