package org.derain.fleet;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.derain.pipeline.card.Effort;
import org.derain.pipeline.card.Plan;
import org.derain.pipeline.card.Surveyed;

/**
 * A task: tries the network where the work will be done.
 *
 * @param surveys of the recordings, as JSON
 */
record Trying(Settings settings, List<Source> recordings, List<String> surveys)
    implements Function<Integer, double[]> {
  /** Copies the lists. */
  Trying {
    recordings = new ArrayList<>(recordings);
    surveys = new ArrayList<>(surveys);
  }

  /** Seconds of one task after the other, frames a second, width and height in pixels. */
  @Override
  public double[] call(Integer number) throws Exception {
    List<Surveyed> all = new ArrayList<>();
    for (int i = 0; i < surveys.size(); i++) {
      all.add(new Surveyed(recordings.get(i).recording(), WorkArea.survey(surveys.get(i))));
    }
    Effort effort = Effort.of(Plan.of(all, settings.border()), settings.request());
    return new double[] {
      effort.seconds(), effort.framesPerSecond(), effort.width(), effort.height()
    };
  }
}
