package org.derain.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.derain.frames.Picture;
import org.derain.zoo.Contract;
import org.derain.zoo.Gate;
import org.derain.zoo.RainScore;

/** Takes the rain out of the frame in the middle of a window. One thread calls it. */
@FunctionalInterface
public interface RainFilter {
  /**
   * Derains one frame.
   *
   * @param window {@link #window} frames around frame t, which is in the middle, each on its grid;
   *     the same picture may stand at several places; not written to
   * @param into receives frame t without rain; none of the window's pictures
   * @return how much and what rain there was in frame t
   * @throws RuntimeException when it failed; the pipeline then passes the original frame
   */
  RainScore derain(Picture[] window, Picture into);

  /** A window of one picture. */
  static Picture[] repeated(Picture picture, int frames) {
    Picture[] window = new Picture[frames];
    Arrays.fill(window, picture);
    return window;
  }

  /** Frames in a window, of {@link Contract#WINDOWS}; always the same. */
  default int window() {
    return Contract.WINDOW;
  }

  /**
   * Derains a picture that is all there is. Nothing waits for it, so that it may take its time.
   *
   * @param into receives the still without rain; another picture
   * @param stopped asked now and then whether nobody wants it any more
   * @return how much and what rain there was
   * @throws java.util.concurrent.CancellationException when it was stopped
   * @throws RuntimeException when it failed
   */
  default RainScore derainStill(Picture still, Picture into, BooleanSupplier stopped) {
    if (stopped.getAsBoolean()) {
      throw new CancellationException("stopped");
    }
    return derain(repeated(still, window()), into);
  }

  /**
   * What looks for rain in the middle of a window, as {@link #derain} has it, takes none off, and
   * costs much less; empty where nothing does. One thread uses it, which may be another than uses
   * the rest of this filter; it throws a RuntimeException when it failed.
   */
  default Optional<Function<Picture[], Verdict>> watch() {
    return Optional.empty();
  }

  /**
   * Whether frames that show the same need to be treated once only. Not so where each gets its own,
   * as when rain falls on them.
   */
  default boolean onceForRepeats() {
    return false;
  }

  /** How many frames {@link #derainAll} takes in one go, and quicker than one by one. */
  default int together() {
    return 1;
  }

  /**
   * Derains several frames that have nothing to do with each other, those of several cameras.
   *
   * @param windows as above, one per frame
   * @param into as above, a picture per window
   * @param gates what overrules the network's decision, one per window; who decides nothing has no
   *     use for it
   * @return a score per window
   * @throws RuntimeException when it failed on any
   */
  default List<RainScore> derainAll(List<Picture[]> windows, List<Picture> into, List<Gate> gates) {
    List<RainScore> scores = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      scores.add(derain(windows.get(i), into.get(i)));
    }
    return scores;
  }
}
