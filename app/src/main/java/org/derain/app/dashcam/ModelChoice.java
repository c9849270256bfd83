package org.derain.app.dashcam;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.derain.frames.FrameFormat;
import org.derain.pipeline.card.Journal;
import org.derain.pipeline.card.Recording;
import org.derain.pipeline.card.Trial;
import org.derain.pipeline.triage.Survey;
import org.derain.zoo.Zoo;

/**
 * Which model takes the rain out where the user names none: {@code base} where this machine cleans
 * with it at least half as fast as the recordings play, and {@code nano} elsewhere. The one of an
 * earlier run with the same result goes on.
 *
 * @param name of the model
 * @param reason for the user; empty where there was nothing to choose
 */
record ModelChoice(String name, String reason) {
  static final String SMALL = "nano";
  static final String LARGE = "base";

  /** As a part of the speed at which recordings play. */
  private static final double QUICK = 0.5;

  /** A trial is made with so many times smaller pictures, on each side: it shall be short. */
  private static final int SHORT = 2;

  /** How fast the larger model is with pictures of a format. */
  @FunctionalInterface
  interface Speed {
    /** In frames per second. */
    Trial of(FrameFormat format);
  }

  /** The model of the run that went before, by the journal of a result. */
  static Optional<ModelChoice> before(Path output) {
    return Journal.setting(output, "model")
        .map(text -> text.replaceFirst(" [0-9a-f]+$", ""))
        .filter(Zoo.names()::contains)
        .map(name -> new ModelChoice(name, ""));
  }

  /**
   * Chooses by a trial with pictures as large as those of the largest file.
   *
   * @param analysed the size at which pictures of a format are analysed
   */
  static ModelChoice of(
      List<Recording> recordings, UnaryOperator<FrameFormat> analysed, Speed base) {
    Optional<Survey> typical =
        recordings.stream()
            .sorted(Comparator.comparingLong(Recording::size).reversed())
            .limit(3)
            .map(recording -> Survey.of(recording.file()))
            .filter(Survey::isReadable)
            .findFirst();
    if (typical.isEmpty()) {
      return new ModelChoice(SMALL, "");
    }
    Survey survey = typical.get();
    FrameFormat whole = analysed.apply(even(survey.width(), survey.height()));
    FrameFormat tried = even(whole.width() / SHORT, whole.height() / SHORT);
    double ratio = (double) tried.width() * tried.height() / whole.width() / whole.height();
    double speed = base.of(tried).framesPerSecond() * ratio;
    String name = speed >= QUICK * survey.framesPerSecond() ? LARGE : SMALL;
    return new ModelChoice(
        name,
        String.format(
            Locale.ROOT,
            "the model is %s: %s cleans about %.1f frames of %dx%d a second on this machine;"
                + " --model chooses",
            name,
            LARGE,
            speed,
            survey.width(),
            survey.height()));
  }

  private static FrameFormat even(int width, int height) {
    return new FrameFormat(Math.max(16, (width + 1) & ~1), Math.max(16, (height + 1) & ~1), 8);
  }
}
