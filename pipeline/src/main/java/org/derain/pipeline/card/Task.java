package org.derain.pipeline.card;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.Container;
import org.derain.pipeline.demux.Surroundings;
import org.derain.pipeline.triage.Stretch;
import org.derain.pipeline.triage.Survey;

/**
 * What is to be done with one recording.
 *
 * @param drive number of its drive, from 0
 * @param stretches where it rains, in seconds from the recording's beginning
 * @param reason why it is not copied, or not cut; empty when there is nothing to say
 * @param around the recordings of the drive before and behind it
 */
public record Task(
    Surveyed surveyed,
    int drive,
    Action action,
    List<Stretch> stretches,
    String reason,
    Surroundings around) {
  /** A dry rest shorter than this is not worth two cuts, in seconds. */
  private static final double LEAST_REST = 5;

  private static final Set<String> CUTTABLE = Set.of("h264", "hevc");

  /** Copies the list. */
  public Task {
    stretches = List.copyOf(stretches);
  }

  /** With nothing before and nothing behind. */
  public Task(Surveyed surveyed, int drive, Action action, List<Stretch> stretches, String reason) {
    this(surveyed, drive, action, stretches, reason, Surroundings.NONE);
  }

  /** The same between other recordings. */
  Task between(Surroundings others) {
    return new Task(surveyed, drive, action, stretches, reason, others);
  }

  /** Decides by what a survey found. */
  static Task of(Surveyed surveyed, int drive, List<Stretch> stretches) {
    Survey survey = surveyed.survey();
    if (!survey.isReadable()) {
      return new Task(surveyed, drive, Action.KEEP, List.of(), survey.problem());
    }
    if (stretches.isEmpty()) {
      return new Task(surveyed, drive, Action.COPY, stretches, "");
    }
    double rainy = stretches.stream().mapToDouble(Stretch::seconds).sum();
    String reason = survey.seconds() - rainy < LEAST_REST ? "it rains in nearly all of it" : "";
    if (reason.isEmpty() && !CUTTABLE.contains(survey.codec())) {
      reason = survey.codec() + " is not cut, only h264 and hevc are";
    }
    Path file = surveyed.recording().file();
    if (reason.isEmpty() && !isCuttable(file)) {
      reason = "its container is not cut, only mp4, mov and ts are";
    }
    Action action = reason.isEmpty() ? Action.CUT : Action.CLEAN;
    return new Task(surveyed, drive, action, stretches, reason);
  }

  private static boolean isCuttable(Path file) {
    return Container.isKnown(file)
        && Set.of(Container.MP4, Container.MOV, Container.TS, Container.M2TS)
            .contains(Container.of(file));
  }

  /** The recording. */
  public Recording recording() {
    return surveyed.recording();
  }

  /** What cleaned parts are stored in: the recording's own codec where that is one of ours. */
  Codec codec() {
    return switch (surveyed.survey().codec()) {
      case "hevc" -> Codec.HEVC;
      case "av1" -> Codec.AV1;
      default -> Codec.H264;
    };
  }

  /**
   * Where the result goes, from the root of the result on.
   *
   * @param codec what cleaned parts are stored in
   */
  Path place(Codec codec) {
    Path place = recording().place();
    if (action == Action.COPY || action == Action.KEEP) {
      return place;
    }
    if (Container.isKnown(place) && Container.of(place).problem(codec).isEmpty()) {
      return place;
    }
    String name = place.getFileName().toString();
    return place.resolveSibling(name.replaceFirst("\\.[^.]*$", "") + ".mkv");
  }

  /** How much of it is to be cleaned, in seconds. */
  public double rainySeconds() {
    return switch (action) {
      case COPY, KEEP -> 0;
      case CLEAN -> surveyed.survey().seconds();
      case CUT -> stretches.stream().mapToDouble(Stretch::seconds).sum();
    };
  }
}
