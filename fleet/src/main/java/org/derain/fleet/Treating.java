package org.derain.fleet;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.apache.spark.api.java.function.Function;
import org.derain.pipeline.card.Action;
import org.derain.pipeline.clean.CleanRequest;
import org.derain.pipeline.cut.CutJob;

/** A task: encodes one stretch, or copies or cleans a whole file. What is there already stays. */
record Treating(WorkArea area, Settings settings, Attempts attempts, boolean overwrite)
    implements Function<Piece, Done> {
  @Override
  public Done call(Piece piece) throws Exception {
    Video video = piece.video();
    return attempts.run(
        scratch -> piece.stretch() == Piece.WHOLE ? whole(video, scratch) : stretch(piece, scratch),
        problem -> Done.failed(video, problem));
  }

  private Done stretch(Piece piece, Path scratch) throws Exception {
    Video video = piece.video();
    Source source = video.source();
    Store store = area.store();
    org.apache.hadoop.fs.Path target = area.stretch(source, piece.stretch());
    Said said = new Said();
    if (store.exists(target)) {
      return new Done(video, Action.CUT, 0, 0, 0, said.notes(), null);
    }
    long begun = System.nanoTime();
    Path file = store.local(source, scratch.resolve("source"));
    CleanRequest request =
        settings
            .request()
            .clean(file, scratch.resolve(video.targetName()), video.codec())
            .between(video.around(store, scratch, piece.from(), piece.to()));
    Path log = Files.createDirectory(scratch.resolve("stretch")).resolve("log");
    new CutJob(request, video.spans(), settings.version(), said).encode(piece.stretch(), log);
    store.check(source);
    store.put(out -> Files.copy(log, out), area.part(), target, false);
    double seconds = (System.nanoTime() - begun) / 1e9;
    return new Done(video, Action.CUT, 0, 0, seconds, said.notes(), null);
  }

  private Done whole(Video video, Path scratch) throws Exception {
    Publishing publishing = new Publishing(area, settings, overwrite);
    if (publishing.isThere(video)) {
      return publishing.taken(video);
    }
    return video.action() == Action.CLEAN
        ? publishing.clean(video, scratch, new Said())
        : copy(video, publishing);
  }

  private Done copy(Video video, Publishing publishing) throws Exception {
    long begun = System.nanoTime();
    Source source = video.source();
    Store store = area.store();
    store.check(source);
    org.apache.hadoop.fs.Path from = new org.apache.hadoop.fs.Path(source.uri());
    try (InputStream in = store.at(from).open(from)) {
      store.put(in::transferTo, area.part(), area.target(video.target()), overwrite);
    }
    store.check(source);
    ArrayList<String> notes = new ArrayList<>();
    if (video.action() == Action.KEEP) {
      notes.add("is copied as it is: " + video.reason());
    }
    return publishing.finished(video, video.action(), 0, begun, notes);
  }
}
