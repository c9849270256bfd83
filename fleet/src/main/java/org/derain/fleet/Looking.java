package org.derain.fleet;

import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.api.java.function.Function;
import org.derain.pipeline.triage.Survey;
import org.derain.pipeline.triage.Triage;

/**
 * A task: looks at a recording for a moment.
 *
 * @param keep whether what it finds is left in the store
 */
record Looking(WorkArea area, Settings settings, Attempts attempts, boolean keep)
    implements Function<Source, Looking.Seen> {
  /**
   * What was found.
   *
   * @param survey as JSON; null when there was a problem
   * @param seconds that it took; 0 when an earlier run had looked
   * @param problem why the recording could not be fetched; null when it could
   */
  record Seen(String survey, double seconds, String problem) implements Serializable {}

  @Override
  public Seen call(Source source) throws Exception {
    return attempts.run(
        scratch -> {
          long begun = System.nanoTime();
          Optional<Survey> before = area.survey(source);
          if (before.isPresent()) {
            return new Seen(WorkArea.text(before.get()), 0, null);
          }
          Survey survey;
          try (Triage triage = new Triage(settings.model(), settings.border())) {
            survey = triage.survey(area.store().local(source, scratch));
          }
          if (keep) {
            area.surveyed(source, survey);
          }
          return new Seen(WorkArea.text(survey), (System.nanoTime() - begun) / 1e9, null);
        },
        problem -> new Seen(null, 0, source.uri() + ": " + problem));
  }
}
