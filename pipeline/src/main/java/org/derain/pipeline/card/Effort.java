package org.derain.pipeline.card;

import java.nio.file.Path;
import java.util.List;
import org.derain.frames.FrameFormat;
import org.derain.pipeline.clean.CleanRequest;
import org.derain.pipeline.triage.Survey;

/**
 * How long a plan takes on this machine: the network is tried on a picture as large as those that
 * have most to clean, at the size at which it is analysed.
 *
 * @param seconds for everything that is to be cleaned
 * @param framesPerSecond of pictures of this size
 */
public record Effort(double seconds, double framesPerSecond, int width, int height) {
  /** Tries it; takes some seconds. */
  public static Effort of(Plan plan, CardRequest request) {
    List<Task> rainy = plan.tasks().stream().filter(task -> task.rainySeconds() > 0).toList();
    double points = 0;
    double most = 0;
    Task typical = null;
    for (Task task : rainy) {
      Survey survey = task.surveyed().survey();
      double frames = task.rainySeconds() * survey.framesPerSecond();
      double own = frames * survey.width() * survey.height();
      points += own;
      if (typical == null || own > most) {
        most = own;
        typical = task;
      }
    }
    if (typical == null) {
      return new Effort(0, 0, 0, 0);
    }
    Survey survey = typical.surveyed().survey();
    Path file = typical.recording().file();
    FrameFormat format = new FrameFormat((survey.width() + 1) & ~1, (survey.height() + 1) & ~1, 8);
    CleanRequest clean =
        request.clean(file, file, request.codec(typical)).fitted(format, note -> {});
    double one = 1 / Trial.of(clean.treatment(), clean.analysed(format)).framesPerSecond();
    double pointsOfOne = (double) survey.width() * survey.height();
    return new Effort(points / pointsOfOne * one, 1 / one, survey.width(), survey.height());
  }
}
