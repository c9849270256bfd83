package org.derain.pipeline.clean;

import java.util.Map;
import java.util.function.Consumer;
import org.derain.frames.FrameFormat;
import org.derain.frames.Rational;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.scale.Scale;
import org.derain.zoo.Gate;

/** What a job does to the frames of a file: a network that takes the rain out, or rain put on. */
public interface Treatment {
  /** As the figures name it, for instance the model. */
  String name();

  /** What overrules the decision whether it rains; there is one where nothing decides, too. */
  default Gate gate() {
    return Gate.NETWORK;
  }

  /** How many times smaller frames of a format are analysed: never {@link Scale#AUTO}. */
  default Scale scale(Scale asked, FrameFormat format) {
    return asked == Scale.AUTO ? Scale.FULL : asked;
  }

  /**
   * Everything that the result depends on, by name: only the same treatment continues a killed run.
   */
  Map<String, String> signature();

  /**
   * Gets ready for a clip.
   *
   * @param firstFrame number of the frame in the clip that the filter sees first
   */
  Filter open(FrameFormat format, Rational frameRate, long firstFrame, Consumer<String> notes);

  /** A treatment at work, on one thread. */
  interface Filter extends AutoCloseable {
    /** What treats each frame. */
    RainFilter frames();

    /** Where it runs, for the figures. */
    String device();

    @Override
    void close();
  }
}
