package org.derain.app.eval.measure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameSink;
import org.derain.pipeline.GlassMask;
import org.derain.pipeline.Keep;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.inference.Derainer;
import org.derain.pipeline.inference.DerainerOptions;
import org.derain.pipeline.inference.DropFinder;
import org.derain.pipeline.inference.Scorer;
import org.derain.pipeline.run.Pipeline;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.pipeline.run.PipelineStats;
import org.derain.pipeline.scale.Scale;
import org.derain.zoo.Model;
import org.derain.zoo.RainScore;

/** Takes clips through the pipeline, once per method, and collects the figures. */
public final class Evaluation implements AutoCloseable {
  private final List<Method> methods;
  private final DerainerOptions options;
  private final List<Keep> keep;
  private final GlassMask glass;
  private final boolean finds;
  private final Scale scale;
  private final Consumer<String> notes;
  private final Map<Model, Derainer> derainers = new LinkedHashMap<>();
  private final Map<Model, Scorer> scorers = new LinkedHashMap<>();
  private final Map<String, NetworkTime> times = new LinkedHashMap<>();
  private FrameFormat format;

  /** One way through the pipeline: what the model said of the rain, and what it cost. */
  private record Run(TypeCounts seen, PipelineStats stats) {}

  /**
   * For these methods.
   *
   * @param keep parts of the pictures that no method touches
   * @param scale how many times smaller frames are analysed than they are
   * @param glass what is on the glass before all clips; null: nothing
   * @param finds whether it is to be found for each pair instead
   * @param notes told what the user should know
   */
  public Evaluation(
      List<Method> methods,
      DerainerOptions options,
      List<Keep> keep,
      Scale scale,
      GlassMask glass,
      boolean finds,
      Consumer<String> notes) {
    this.methods = List.copyOf(methods);
    this.options = options;
    this.keep = List.copyOf(keep);
    this.scale = scale;
    this.glass = glass;
    this.finds = finds;
    this.notes = notes;
  }

  /** The methods, in the order of tables. */
  public List<Method> methods() {
    return methods;
  }

  /**
   * Judges one pair: the input and the medians once, and every method.
   *
   * @throws MediaException when a clip cannot be read, or the twins do not match
   */
  public ClipResult judge(ClipPair pair) {
    GlassMask mask = finds ? found(pair) : glass;
    ClipResult all = null;
    for (Method method : methods) {
      ClipResult one = judge(pair, mask, method, all == null);
      all = all == null ? one : merged(all, one, method.name());
    }
    return all;
  }

  /** What is found on the glass before a pair's rainy twin, or nothing (null). */
  private GlassMask found(ClipPair pair) {
    try (Frames first = pair.rainy().get();
        Frames again = pair.rainy().get();
        Picture picture = new Picture(first.format());
        DropFinder finder = new DropFinder(first.format())) {
      long count = 0;
      while (first.read(picture)) {
        count++;
      }
      finder.look(count, again::read);
      return finder.find(note -> notes.accept(pair.name() + ": " + note)).orElse(null);
    }
  }

  private ClipResult judge(ClipPair pair, GlassMask mask, Method method, boolean baselines) {
    Frames rainy = pair.rainy().get();
    try (ClipSource source = new ClipSource(rainy, pair.lead(), pair.judged());
        ClipJudge judge = new ClipJudge(pair, method.name(), rainy, baselines)) {
      adopt(rainy.format());
      Derainer derainer =
          derainers.computeIfAbsent(
              method.model(), model -> new Derainer(model, analysed(model), options, notes));
      Run run = run(pair.name(), derainer, method, mask, source, judge, pair.recognisable());
      times.merge(method.name(), NetworkTime.of(run.stats, format), NetworkTime::plus);
      return judge.result(run.seen);
    }
  }

  /** What the network of a method has taken so far; none for a method that judged no pair. */
  public Optional<NetworkTime> time(String method) {
    return Optional.ofNullable(times.get(method));
  }

  /** What a method's model says of the rain in a clip. */
  public TypeCounts look(String name, Frames frames, Method method) {
    return look(name, new ClipSource(frames), method);
  }

  /** What a method's model says of the rain in the truth of a pair. */
  public TypeCounts lookAtTruth(ClipPair pair, Method method) {
    Frames clean = pair.clean().get();
    return look(pair.name(), new ClipSource(clean, pair.lead(), pair.judged()), method);
  }

  private TypeCounts look(String name, ClipSource clip, Method method) {
    try (ClipSource source = clip) {
      adopt(source.format());
      Scorer scorer =
          scorers.computeIfAbsent(
              method.model(), model -> new Scorer(model, analysed(model), options, notes));
      return run(name, scorer, method, glass, source, FrameSink.discard(), frame -> true).seen;
    }
  }

  private FrameFormat analysed(Model model) {
    return scale.of(format, model).analysed(format);
  }

  private Run run(
      String name,
      RainFilter filter,
      Method method,
      GlassMask mask,
      ClipSource source,
      FrameSink sink,
      IntPredicate recognisable) {
    Map<RainScore.Type, Integer> types = new EnumMap<>(RainScore.Type.class);
    int[] frame = {0};
    Pipeline pipeline =
        new Pipeline(
            filter,
            PipelineOptions.defaults()
                .withFuture(method.future())
                .withSteady(method.steady())
                .withKeep(keep)
                .withGlass(mask)
                .withScale(scale.of(format, method.model())),
            (out, time, derained, score) -> {
              if (derained && recognisable.test(frame[0]++)) {
                types.merge(score.type(), 1, Integer::sum);
              }
            },
            notes);
    PipelineStats stats = pipeline.run(source, sink);
    if (stats.frames().passed() > 0) {
      throw new MediaException(
          name
              + ": the network failed on "
              + stats.frames().passed()
              + " frames, so the figures would not be its own: "
              + String.join("; ", stats.errors().keySet()));
    }
    return new Run(new TypeCounts(types), stats);
  }

  /** Networks are made for a format; those before go, since stills often differ in size. */
  private void adopt(FrameFormat next) {
    if (!next.equals(format)) {
      close();
      format = next;
    }
  }

  private static ClipResult merged(ClipResult all, ClipResult one, String method) {
    Map<String, Figures> methods = new LinkedHashMap<>(all.methods());
    methods.put(method, one.methods().get(method));
    Map<String, TypeCounts> seen = new LinkedHashMap<>(all.seen());
    seen.put(method, one.seen().get(method));
    Exhibit exhibit =
        new Exhibit(
            all.exhibit().frame(),
            merged(all.exhibit().whole(), one.exhibit().whole(), method),
            merged(all.exhibit().detail(), one.exhibit().detail(), method),
            merged(all.exhibit().slice(), one.exhibit().slice(), method));
    return new ClipResult(all.name(), all.frames(), methods, seen, exhibit);
  }

  private static Map<String, byte[]> merged(
      Map<String, byte[]> all, Map<String, byte[]> one, String method) {
    if (all.isEmpty()) {
      return all;
    }
    Map<String, byte[]> pictures = new LinkedHashMap<>(all);
    byte[] clean = pictures.remove(Exhibit.CLEAN);
    pictures.put(method, one.get(method));
    pictures.put(Exhibit.CLEAN, clean);
    return pictures;
  }

  /** The means over clips, by method. */
  public static Map<String, Figures> mean(List<ClipResult> clips) {
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
    scorers.values().forEach(Scorer::close);
    scorers.clear();
  }
}
