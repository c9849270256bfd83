package org.derain.app.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.pipeline.Derainer;
import org.derain.pipeline.DerainerOptions;
import org.derain.pipeline.Pipeline;
import org.derain.pipeline.PipelineOptions;
import org.derain.pipeline.PipelineStats;
import org.derain.zoo.Model;

/** Takes pairs through the pipeline, once per model, and collects the figures. */
final class Evaluation implements AutoCloseable {
  private final List<Model> models;
  private final DerainerOptions options;
  private final Consumer<String> notes;
  private final Map<Model, Derainer> derainers = new LinkedHashMap<>();

  /**
   * For these models.
   *
   * @param notes told what the user should know
   */
  Evaluation(List<Model> models, DerainerOptions options, Consumer<String> notes) {
    this.models = List.copyOf(models);
    this.options = options;
    this.notes = notes;
  }

  /**
   * Judges one pair: the input and the medians once, and every model.
   *
   * @throws MediaException when a clip cannot be read, or the twins do not match
   */
  ClipResult judge(ClipPair pair) {
    ClipResult all = null;
    for (Model model : models) {
      ClipResult one = judge(pair, model, all == null);
      all = all == null ? one : merged(all, one, model.name());
    }
    return all;
  }

  private ClipResult judge(ClipPair pair, Model model, boolean baselines) {
    try (ClipSource source = new ClipSource(pair.rainy());
        ClipJudge judge =
            new ClipJudge(pair, model.name(), source.format(), source.colour(), baselines)) {
      Derainer derainer = derainer(model, source.format());
      Pipeline pipeline =
          new Pipeline(
              derainer, PipelineOptions.defaults(), (out, time, derained, score) -> {}, notes);
      PipelineStats stats = pipeline.run(source, judge);
      if (stats.frames().passed() > 0) {
        throw new MediaException(
            pair.name()
                + ": the network failed on "
                + stats.frames().passed()
                + " frames, so the figures would not be its own: "
                + String.join("; ", stats.errors().keySet()));
      }
      return judge.result();
    }
  }

  /** The network for a format; the one before goes, since stills often differ in size. */
  private Derainer derainer(Model model, FrameFormat format) {
    Derainer known = derainers.get(model);
    if (known != null && known.format().equals(format)) {
      return known;
    }
    if (known != null) {
      derainers.remove(model);
      known.close();
    }
    Derainer made = new Derainer(model, format, options, notes);
    derainers.put(model, made);
    return made;
  }

  private static ClipResult merged(ClipResult all, ClipResult one, String model) {
    Map<String, Figures> methods = new LinkedHashMap<>(all.methods());
    methods.put(model, one.methods().get(model));
    Exhibit exhibit =
        new Exhibit(
            all.exhibit().frame(),
            merged(all.exhibit().whole(), one.exhibit().whole(), model),
            merged(all.exhibit().detail(), one.exhibit().detail(), model));
    return new ClipResult(all.name(), all.frames(), methods, exhibit);
  }

  private static Map<String, byte[]> merged(
      Map<String, byte[]> all, Map<String, byte[]> one, String model) {
    Map<String, byte[]> pictures = new LinkedHashMap<>(all);
    byte[] clean = pictures.remove(Exhibit.CLEAN);
    pictures.put(model, one.get(model));
    pictures.put(Exhibit.CLEAN, clean);
    return pictures;
  }

  /** The means over clips, by method. */
  static Map<String, Figures> mean(List<ClipResult> clips) {
    Map<String, Figures> means = new LinkedHashMap<>();
    for (String method : clips.get(0).methods().keySet()) {
      List<Figures> figures = new ArrayList<>();
      clips.forEach(clip -> figures.add(clip.methods().get(method)));
      means.put(method, Figures.mean(figures));
    }
    return means;
  }

  @Override
  public void close() {
    derainers.values().forEach(Derainer::close);
    derainers.clear();
  }
}
