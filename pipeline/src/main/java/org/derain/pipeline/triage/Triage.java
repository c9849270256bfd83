package org.derain.pipeline.triage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.derain.frames.MediaException;
import org.derain.zoo.Model;

/**
 * A quick look over recordings: every few seconds a key frame, and where one of them looks rainy
 * and neither of its neighbours does, once more beside it, so that nothing hangs on a single frame.
 */
public final class Triage implements AutoCloseable {
  /** Seconds between looks: a shower of three seconds is met by at least one of them. */
  static final double STEP = 2.5;

  /**
   * Where a second look is taken: so far from the first one, in seconds; nearer where the recording
   * is short, since rain begins with two rainy looks.
   */
  private static final double BESIDE = 1;

  private final SmallWindows windows;
  private final double border;

  /** With the network that scores, and the score from which on it rains. One thread uses it. */
  public Triage(Model model, double border) {
    this.windows = new SmallWindows(model);
    this.border = border;
  }

  /** Looks at a recording; one that cannot be read is told by the survey. */
  public Survey survey(Path file) {
    try (Looker looker = new Looker(file, windows, border)) {
      TreeMap<Double, Look> looks = new TreeMap<>();
      double seconds = looker.keys().seconds();
      double step = Math.min(STEP, Math.max(seconds, 0.1));
      for (double time = step / 2; looks.isEmpty() || time < seconds; time += step) {
        look(looker, looker.keys().near(time, step / 2), looks);
        if (time > seconds) {
          break;
        }
      }
      for (double time : alone(looks)) {
        beside(looker, time, seconds, looks);
      }
      return looks.isEmpty()
          ? Survey.failed("no picture of its video can be decoded")
          : looker.survey(List.copyOf(looks.values()));
    } catch (MediaException e) {
      return Survey.failed(e.getMessage().replace(file + ": ", ""));
    }
  }

  /**
   * Looks once more, at the first or the last moment of a recording.
   *
   * @param before what an earlier look at it found
   * @return the same with one more look; unchanged when nothing can be decoded there
   */
  public Survey edge(Path file, Survey before, boolean last) {
    try (Looker looker = new Looker(file, windows, border)) {
      TreeMap<Double, Look> looks = new TreeMap<>();
      before.looks().forEach(look -> looks.put(look.t(), look));
      double window = (SmallWindow.FRAMES + 0.5) / Math.max(1, before.framesPerSecond());
      look(looker, last ? Math.max(0, before.seconds() - window) : 0, looks);
      return before.with(List.copyOf(looks.values()));
    } catch (MediaException e) {
      return before;
    }
  }

  private static void look(Looker looker, double time, TreeMap<Double, Look> looks) {
    looker.at(time).ifPresent(look -> looks.putIfAbsent(look.t(), look));
  }

  /** Rainy looks whose neighbours are dry. */
  private List<Double> alone(TreeMap<Double, Look> looks) {
    List<Double> alone = new ArrayList<>();
    for (Map.Entry<Double, Look> look : looks.entrySet()) {
      boolean company =
          isRainy(looks.lowerEntry(look.getKey())) || isRainy(looks.higherEntry(look.getKey()));
      if (isRainy(look) && !company) {
        alone.add(look.getKey());
      }
    }
    return alone;
  }

  private boolean isRainy(Map.Entry<Double, Look> look) {
    return look != null && look.getValue().rain() >= border;
  }

  private static void beside(
      Looker looker, double time, double seconds, TreeMap<Double, Look> looks) {
    double apart = Math.min(BESIDE, seconds / 3);
    for (double other : new double[] {time - apart, time + apart}) {
      if (other >= 0 && other < seconds) {
        double key = looker.keys().near(other, apart / 2);
        look(looker, key, looks);
      }
    }
  }

  @Override
  public void close() {
    windows.close();
  }
}
