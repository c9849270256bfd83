package org.derain.app.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.derain.app.eval.measure.ClipPair;
import org.derain.app.eval.measure.ClipResult;
import org.derain.app.eval.measure.Evaluation;
import org.derain.app.eval.report.EvalHtml;
import org.derain.app.eval.report.EvalJson;
import org.derain.app.eval.report.EvalTable;
import org.derain.zoo.Model;

/** Judges models on rainy clips whose clean twin is known. */
final class PairedEval {
  private PairedEval() {}

  /**
   * Judges all pairs.
   *
   * @param progress takes a line when a pair is done
   */
  static Outcome run(
      List<ClipPair> pairs, List<Model> models, Evaluation evaluation, Consumer<String> progress) {
    List<ClipResult> clips = new ArrayList<>();
    for (ClipPair pair : pairs) {
      long start = System.nanoTime();
      ClipResult clip = evaluation.judge(pair);
      clips.add(clip);
      progress.accept(
          String.format(
              Locale.ROOT,
              "%s: %d of %d, %d frames in %.1f s",
              pair.name(),
              clips.size(),
              pairs.size(),
              clip.frames(),
              (System.nanoTime() - start) / 1e9));
    }
    return new Outcome(
        EvalTable.of(clips),
        () -> EvalJson.of(models, clips),
        () -> EvalHtml.of(clips),
        card -> card.pairs(clips));
  }
}
