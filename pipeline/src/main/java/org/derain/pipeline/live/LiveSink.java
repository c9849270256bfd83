package org.derain.pipeline.live;

import java.util.List;
import java.util.function.LongConsumer;
import org.derain.pipeline.FrameSink;

/**
 * The outputs of a camera behind one encoder. They outlive its sources: {@link #begin} tells of the
 * next one. A dead output is no error of {@link #write}.
 */
public interface LiveSink extends FrameSink {
  /**
   * Gets ready for the frames, and for what else comes with them, of a source that was just opened.
   * One thread calls this and {@link #write}.
   *
   * @param sent told {@link org.derain.pipeline.FrameTime#captured} of a frame when its packet was
   *     written to the first output that is connected, or with none connected when it was encoded;
   *     any thread may tell
   */
  void begin(LiveSource source, LongConsumer sent);

  /** Presets of the encoder from the one that was asked for to the quickest. */
  List<String> presets();

  /** The one in use; any thread may ask. */
  String preset();

  /** Takes another from the next frame on; on the thread that calls {@link #write}. */
  void preset(String next);

  /** How each output is; any thread may ask. */
  List<OutputStatus> outputs();

  /** Finishes all outputs, within two seconds. */
  @Override
  void close();
}
