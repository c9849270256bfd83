package org.derain.app.score;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.derain.zoo.RainScore;

/**
 * A clip cut into equal lengths of time, one of them.
 *
 * @param from in seconds
 * @param rain mean amount, 0 to 1
 * @param type of most of its frames
 */
record Column(double from, double rain, RainScore.Type type) {
  /** So many columns; one in which no frame begins shows the frame before. */
  public static List<Column> of(ClipScore clip, int count) {
    List<FrameScore> frames = clip.frames();
    double start = frames.get(0).t();
    double step = (clip.end() - start) / count;
    List<Column> columns = new ArrayList<>();
    int next = 0;
    for (int c = 0; c < count; c++) {
      int first = next;
      double end = start + (c + 1) * step;
      while (next < frames.size() && (frames.get(next).t() < end || c == count - 1)) {
        next++;
      }
      int from = first == next ? Math.max(0, first - 1) : first;
      columns.add(of(start + c * step, frames.subList(from, Math.max(from + 1, next))));
    }
    return columns;
  }

  private static Column of(double from, List<FrameScore> frames) {
    Map<RainScore.Type, Integer> counts = new EnumMap<>(RainScore.Type.class);
    frames.forEach(frame -> counts.merge(frame.type(), 1, Integer::sum));
    RainScore.Type most = frames.get(0).type();
    for (Map.Entry<RainScore.Type, Integer> count : counts.entrySet()) {
      if (count.getValue() > counts.get(most)) {
        most = count.getKey();
      }
    }
    return new Column(
        from, frames.stream().mapToDouble(FrameScore::rain).average().orElseThrow(), most);
  }
}
