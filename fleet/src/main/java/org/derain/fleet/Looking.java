package org.derain.fleet;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.api.java.function.Function;
import org.derain.pipeline.triage.Survey;
import org.derain.pipeline.triage.Triage;

/**
 * A task: looks at a recording for a moment, or once more at one of its ends.
 *
 * @param keep whether what it finds is left in the store
 */
record Looking(WorkArea area, Settings settings, Attempts attempts, boolean keep)
    implements Function<Looking.Look, Looking.Seen> {
  /**
   * What is looked at.
   *
   * @param before what a look at all of it found, as JSON; null when there was none
   * @param last which end is looked at once more: the last moment, or else the first
   */
  record Look(Source source, String before, boolean last) implements Serializable {
    /** At all of it. */
    static Look at(Source source) {
      return new Look(source, null, false);
    }
  }

  /**
   * What was found.
   *
   * @param survey as JSON; null when there was a problem
   * @param seconds that it took; 0 when an earlier run had looked
   * @param problem why the recording could not be fetched; null when it could
   */
  record Seen(String survey, double seconds, String problem) implements Serializable {}

  @Override
  public Seen call(Look look) throws Exception {
    Source source = look.source();
    return attempts.run(
        scratch -> {
          long begun = System.nanoTime();
          Optional<Survey> known = look.before() == null ? area.survey(source) : Optional.empty();
          if (known.isPresent()) {
            return new Seen(WorkArea.text(known.get()), 0, null);
          }
          Path file = area.store().local(source, scratch);
          Survey survey;
          try (Triage triage = new Triage(settings.model(), settings.border())) {
            survey =
                look.before() == null
                    ? triage.survey(file)
                    : triage.edge(file, WorkArea.survey(look.before()), look.last());
          }
          if (keep) {
            area.surveyed(source, survey);
          }
          return new Seen(WorkArea.text(survey), (System.nanoTime() - begun) / 1e9, null);
        },
        problem -> new Seen(null, 0, source.uri() + ": " + problem));
  }
}
