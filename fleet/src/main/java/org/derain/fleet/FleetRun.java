package org.derain.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.derain.app.dashcam.CardCsv;
import org.derain.app.dashcam.PlanText;
import org.derain.frames.MediaException;
import org.derain.pipeline.card.Action;
import org.derain.pipeline.card.CardRequest;
import org.derain.pipeline.card.Edge;
import org.derain.pipeline.card.Outcome;
import org.derain.pipeline.card.Plan;
import org.derain.pipeline.card.Surveyed;
import org.derain.pipeline.card.Task;
import org.derain.pipeline.triage.Stretches;
import picocli.CommandLine;

/**
 * The driver: plans by what tasks saw, and hands out the next ones. It never opens a video.
 *
 * @param line where is written to
 */
record FleetRun(
    JavaSparkContext spark, Settings settings, WorkArea area, Attempts attempts, CommandLine line) {
  private static final String GOES_ON = "; what is done is kept, the same command goes on";

  /** What a look over everything led to. */
  private record Planned(Plan plan, Map<String, Source> sources, List<String> surveys, Cost cost) {}

  /** Prints what would be done, and what it costs. */
  void plan(Manifest manifest) throws IOException {
    Planned planned = look(manifest, false);
    line.getOut().print(PlanText.tasks(planned.plan));
    if (planned.plan.rainySeconds() > 0) {
      Trying trying = new Trying(settings, manifest.recordings(), planned.surveys);
      double[] effort = each("trying the network", List.of(0), trying).get(0);
      line.getOut().print(planned.cost.text(planned.plan, manifest, effort));
    }
    line.getOut().flush();
  }

  /**
   * Does everything.
   *
   * @throws MediaException when something failed; all else is done then
   */
  void clean(Manifest manifest, boolean overwrite) throws IOException {
    area.check(settings.signature());
    Planned planned = look(manifest, true);
    CardRequest request = settings.request();
    List<Video> cut = new ArrayList<>();
    List<Piece> pieces = new ArrayList<>();
    for (Task task : planned.plan.tasks()) {
      Video video = Video.of(planned.sources, task, request);
      if (video.action() == Action.CUT) {
        cut.add(video);
      } else {
        pieces.add(Piece.whole(video));
      }
    }
    manifest.others().forEach(other -> pieces.add(Piece.whole(Video.beside(other))));
    Map<String, List<Done>> done = new HashMap<>();
    List<Layout> layouts = new ArrayList<>();
    for (Layout layout : each("finding key frames", cut, new Cutting(area, settings, attempts))) {
      if (layout.problem() != null) {
        add(done, Done.failed(layout.video(), layout.problem()));
      } else if (layout.pieces().isEmpty()) {
        pieces.add(Piece.whole(layout.video().with(Action.CLEAN, layout.reason())));
        Done said = Done.failed(layout.video(), null);
        said.notes().add("is cleaned whole, as it cannot be cut: " + layout.reason());
        add(done, said);
      } else {
        layouts.add(layout);
        pieces.addAll(layout.pieces());
      }
    }
    each("cleaning", pieces, new Treating(area, settings, attempts, overwrite))
        .forEach(one -> add(done, one));
    List<Layout> whole =
        layouts.stream()
            .filter(one -> done.get(one.video().source().uri()).stream().allMatch(Done::isDone))
            .toList();
    each("joining", whole, new Joining(area, settings, attempts, overwrite))
        .forEach(one -> add(done, one));
    report(planned.plan, manifest, planned.sources, done);
  }

  private static void add(Map<String, List<Done>> all, Done one) {
    all.computeIfAbsent(one.video().source().uri(), uri -> new ArrayList<>()).add(one);
  }

  private Planned look(Manifest manifest, boolean keep) throws IOException {
    Map<String, Source> sources = new HashMap<>();
    manifest.recordings().forEach(one -> sources.put(one.recording().name(), one));
    Looking looking = new Looking(area, settings, attempts, keep);
    List<Double> seconds = new ArrayList<>();
    List<Surveyed> first =
        look("looking at recordings", manifest.recordings(), Looking.Look::at, looking, seconds);
    List<Surveyed> all =
        Edge.seen(
            first,
            new Stretches(settings.border()),
            edges ->
                look("looking at joins", edges, edge -> again(edge, sources), looking, seconds));
    List<String> surveys = new ArrayList<>();
    for (Surveyed one : all) {
      surveys.add(WorkArea.text(one.survey()));
    }
    return new Planned(
        Plan.of(all, settings.border()),
        sources,
        surveys,
        new Cost(
            seconds.stream().mapToDouble(one -> one).sum(),
            Cluster.cpus(spark),
            Cluster.gpus(spark)));
  }

  private static Looking.Look again(Edge edge, Map<String, Source> sources) {
    Surveyed part = edge.part();
    return new Looking.Look(
        sources.get(part.recording().name()), WorkArea.text(part.survey()), edge.last());
  }

  private <T> List<Surveyed> look(
      String what,
      List<T> things,
      java.util.function.Function<T, Looking.Look> how,
      Looking looking,
      List<Double> seconds) {
    List<Looking.Look> looks = things.stream().map(how).toList();
    List<Looking.Seen> seen = each(what, looks, looking);
    List<Surveyed> surveyed = new ArrayList<>();
    for (int i = 0; i < seen.size(); i++) {
      if (seen.get(i).problem() != null) {
        throw new MediaException(seen.get(i).problem() + GOES_ON);
      }
      seconds.add(seen.get(i).seconds());
      surveyed.add(
          new Surveyed(looks.get(i).source().recording(), WorkArea.survey(seen.get(i).survey())));
    }
    return surveyed;
  }

  /** A task for each thing; the results in the same order. */
  private <T, R> List<R> each(String what, List<T> things, Function<T, R> task) {
    if (things.isEmpty()) {
      return List.of();
    }
    line.getErr().println(what + ": " + things.size() + (things.size() == 1 ? " task" : " tasks"));
    line.getErr().flush();
    spark.setJobDescription(what);
    try {
      return spark.parallelize(things, things.size()).map(task).collect();
    } catch (Exception e) {
      // Scala throws what its signatures do not tell.
      if (e instanceof SparkException || e instanceof IllegalStateException) {
        String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("no details");
        throw new MediaException("Spark gave up while " + what + ": " + first + GOES_ON, e);
      }
      throw e;
    }
  }

  private void report(
      Plan plan, Manifest manifest, Map<String, Source> sources, Map<String, List<Done>> done)
      throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (Task task : plan.tasks()) {
      Done end = end(done.get(sources.get(task.recording().name()).uri()));
      boolean whole = end.action() == Action.CLEAN;
      outcomes.add(end.outcome(whole ? task.surveyed().survey().seconds() : task.rainySeconds()));
      say(end);
    }
    byte[] csv = CardCsv.of(plan, outcomes).getBytes(StandardCharsets.UTF_8);
    area.store().put(out -> out.write(csv), area.part(), area.target("report.csv"), true);
    List<Done> others =
        manifest.others().stream().map(other -> end(done.get(other.uri()))).toList();
    others.stream().filter(one -> !one.isDone()).forEach(this::say);
    long failed =
        outcomes.stream().filter(one -> !one.isDone()).count()
            + others.stream().filter(one -> !one.isDone()).count();
    if (failed > 0) {
      int all = outcomes.size() + others.size();
      throw new MediaException(failed + " of " + all + " files failed, see above");
    }
  }

  /** What became of a file: what failed, or the last thing that was done. */
  private static Done end(List<Done> all) {
    Done last = all.get(all.size() - 1);
    return all.stream()
        .filter(one -> !one.isDone())
        .findFirst()
        .orElse(last)
        .after(all.subList(0, all.size() - 1));
  }

  private void say(Done end) {
    String place = end.video().source().place();
    end.notes().forEach(note -> line.getErr().println(place + ": " + note));
    String what = end.isDone() ? String.format("%-5s ", end.action()) : "failed ";
    line.getErr().println(what + place + (end.isDone() ? "" : ": " + end.problem()));
    line.getErr().flush();
  }
}
