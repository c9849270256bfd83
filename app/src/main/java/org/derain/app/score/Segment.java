package org.derain.app.score;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.derain.zoo.RainScore;

/**
 * A stretch of a clip with one kind of rain, or none.
 *
 * @param from in seconds
 * @param to in seconds: where the next begins
 * @param mean amount of rain over its frames, 0 to 1
 */
record Segment(double from, double to, RainScore.Type type, double mean) {
  /** A frame is what most frames within this many seconds around it are. */
  private static final double AROUND = 0.5;

  /** The segments of a clip: types that last for a few frames only are no segments of their own. */
  static List<Segment> of(ClipScore clip) {
    List<FrameScore> frames = clip.frames();
    List<RainScore.Type> types = smoothed(frames);
    List<Segment> segments = new ArrayList<>();
    int first = 0;
    for (int i = 1; i <= frames.size(); i++) {
      if (i == frames.size() || types.get(i) != types.get(first)) {
        segments.add(
            new Segment(
                frames.get(first).t(),
                i == frames.size() ? clip.end() : frames.get(i).t(),
                types.get(first),
                frames.subList(first, i).stream()
                    .mapToDouble(FrameScore::rain)
                    .average()
                    .orElseThrow()));
        first = i;
      }
    }
    return segments;
  }

  private static List<RainScore.Type> smoothed(List<FrameScore> frames) {
    List<RainScore.Type> types = new ArrayList<>();
    Map<RainScore.Type, Integer> counts = new EnumMap<>(RainScore.Type.class);
    int from = 0;
    int to = 0;
    for (FrameScore frame : frames) {
      while (to < frames.size() && frames.get(to).t() <= frame.t() + AROUND) {
        counts.merge(frames.get(to++).type(), 1, Integer::sum);
      }
      while (frames.get(from).t() < frame.t() - AROUND) {
        counts.merge(frames.get(from++).type(), -1, Integer::sum);
      }
      RainScore.Type most = frame.type();
      for (Map.Entry<RainScore.Type, Integer> count : counts.entrySet()) {
        if (count.getValue() > counts.get(most)) {
          most = count.getKey();
        }
      }
      types.add(most);
    }
    return types;
  }
}
