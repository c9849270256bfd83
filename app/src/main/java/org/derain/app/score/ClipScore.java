package org.derain.app.score;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.derain.zoo.RainScore;

/**
 * The rain in a clip.
 *
 * @param input the file
 * @param model whose word it is
 * @param frames in the order in which they are shown; at least one
 */
record ClipScore(String input, String model, List<FrameScore> frames) {
  ClipScore {
    frames = List.copyOf(frames);
  }

  /** Mean amount over the frames, 0 to 1. */
  double mean() {
    return frames.stream().mapToDouble(FrameScore::rain).average().orElseThrow();
  }

  /** Frames of each type; all types are there, in their order. */
  Map<RainScore.Type, Long> types() {
    Map<RainScore.Type, Long> counts = new EnumMap<>(RainScore.Type.class);
    for (RainScore.Type type : RainScore.Type.values()) {
      counts.put(type, frames.stream().filter(frame -> frame.type() == type).count());
    }
    return counts;
  }

  /** Share of frames that are not dry, 0 to 1. */
  double rainyShare() {
    return 1 - (double) types().get(RainScore.Type.DRY) / frames.size();
  }

  /** When the last frame ends, in seconds: it is taken to last as long as frames do on average. */
  double end() {
    double last = frames.get(frames.size() - 1).t();
    return frames.size() == 1 ? last : last + (last - frames.get(0).t()) / (frames.size() - 1);
  }
}
