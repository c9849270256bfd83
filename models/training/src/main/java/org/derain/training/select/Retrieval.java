package org.derain.training.select;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.derain.training.config.Selection;

/**
 * The real windows nearest to a window, in three levels (UniRain, arXiv 2603.03967): those that
 * show the same; of these, those whose embedding points the same way; of these, those whose high
 * pass has the most alike structure.
 */
final class Retrieval {
  private final List<View> library;
  private final Selection.Levels levels;
  private final Scale scale;
  private final Map<View, float[]> embeddings = new IdentityHashMap<>();

  /**
   * A retrieval.
   *
   * @param others what else is looked at: embeddings are brought to mean 0 and deviation 1 over
   *     both, or those features that are large would decide alone
   */
  Retrieval(List<View> library, List<View> others, Selection.Levels levels) {
    this.library = library;
    this.levels = levels;
    this.scale = Scale.of(library, others);
    library.forEach(view -> embeddings.put(view, scale.of(view.impression().embedding())));
  }

  /** The nearest of other clips, the nearest first. */
  List<View> nearest(View view) {
    List<View> others = library.stream().filter(v -> !v.clip().equals(view.clip())).toList();
    float[] embedding = scale.of(view.impression().embedding());
    List<View> alike = asNear(others, v -> v.kind().distance(view.kind()), levels.what());
    List<View> near = least(alike, v -> -cosine(embedding, embeddings.get(v)), levels.look());
    return least(near, v -> -v.highPass().alike(view.highPass()), levels.structure());
  }

  /** The least by a measure, and all that are as near as the last of them. */
  private static List<View> asNear(List<View> views, ToDoubleFunction<View> distance, int count) {
    double border = views.stream().mapToDouble(distance).sorted().limit(count).max().orElse(0);
    return views.stream().filter(v -> distance.applyAsDouble(v) <= border).toList();
  }

  private static List<View> least(List<View> views, ToDoubleFunction<View> measure, int count) {
    Map<View, Double> measured = new IdentityHashMap<>();
    views.forEach(view -> measured.put(view, measure.applyAsDouble(view)));
    return views.stream().sorted(Comparator.comparing(measured::get)).limit(count).toList();
  }

  static double cosine(float[] a, float[] b) {
    double both = 0;
    double one = 0;
    double other = 0;
    for (int i = 0; i < a.length; i++) {
      both += a[i] * b[i];
      one += a[i] * a[i];
      other += b[i] * b[i];
    }
    return both / Math.max(1e-12, Math.sqrt(one * other));
  }

  /** Mean and deviation of each feature. */
  private record Scale(double[] mean, double[] deviation) {
    static Scale of(List<View> some, List<View> others) {
      int n = some.get(0).impression().embedding().length;
      double[] mean = new double[n];
      double[] squares = new double[n];
      int count = some.size() + others.size();
      for (List<View> views : List.of(some, others)) {
        for (View view : views) {
          float[] e = view.impression().embedding();
          for (int i = 0; i < n; i++) {
            mean[i] += e[i] / count;
            squares[i] += (double) e[i] * e[i] / count;
          }
        }
      }
      double[] deviation = new double[n];
      for (int i = 0; i < n; i++) {
        deviation[i] = Math.sqrt(Math.max(0, squares[i] - mean[i] * mean[i])) + 1e-6;
      }
      return new Scale(mean, deviation);
    }

    float[] of(float[] embedding) {
      float[] scaled = new float[embedding.length];
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] = (float) ((embedding[i] - mean[i]) / deviation[i]);
      }
      return scaled;
    }
  }
}
