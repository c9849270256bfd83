package org.derain.pipeline.card;

import java.util.Arrays;
import java.util.List;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.frames.Rational;
import org.derain.pipeline.clean.Treatment;
import org.derain.pipeline.triage.Survey;

/**
 * How long a plan takes on this machine: the network is tried on a picture as large as those that
 * have most to clean.
 *
 * @param seconds for everything that is to be cleaned
 * @param framesPerSecond of pictures of this size
 */
public record Effort(double seconds, double framesPerSecond, int width, int height) {
  /** What alignment, temporal smoothing and encoding add to the network's time, on a CPU. */
  private static final double REST = 1.5;

  private static final int TRIES = 2;

  /** Tries it; takes some seconds. */
  public static Effort of(Plan plan, Treatment treatment) {
    List<Task> rainy = plan.tasks().stream().filter(task -> task.rainySeconds() > 0).toList();
    double points = 0;
    double most = 0;
    Survey typical = null;
    for (Task task : rainy) {
      Survey survey = task.surveyed().survey();
      double frames = task.rainySeconds() * survey.framesPerSecond();
      double own = frames * survey.width() * survey.height();
      points += own;
      if (typical == null || own > most) {
        most = own;
        typical = survey;
      }
    }
    if (typical == null) {
      return new Effort(0, 0, 0, 0);
    }
    double one = REST * seconds(treatment, typical);
    double pointsOfOne = (double) typical.width() * typical.height();
    return new Effort(points / pointsOfOne * one, 1 / one, typical.width(), typical.height());
  }

  private static double seconds(Treatment treatment, Survey survey) {
    FrameFormat format = new FrameFormat((survey.width() + 1) & ~1, (survey.height() + 1) & ~1, 8);
    try (Treatment.Filter filter = treatment.open(format, new Rational(25, 1), 0, note -> {});
        Picture picture = new Picture(format);
        Picture into = new Picture(format)) {
      Picture[] window = new Picture[filter.frames().window()];
      Arrays.fill(window, picture);
      filter.frames().derain(window, into);
      long begun = System.nanoTime();
      for (int i = 0; i < TRIES; i++) {
        filter.frames().derain(window, into);
      }
      return (System.nanoTime() - begun) / 1e9 / TRIES;
    }
  }
}
