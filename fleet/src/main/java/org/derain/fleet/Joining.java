package org.derain.fleet;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.api.java.function.Function;
import org.derain.pipeline.card.Action;
import org.derain.pipeline.clean.CleanRequest;
import org.derain.pipeline.clean.WorkFolder;
import org.derain.pipeline.cut.CutJob;
import org.derain.pipeline.cut.UncuttableException;

/**
 * A task: joins the encoded stretches of a recording and the packets of all else, by the code that
 * does it on one machine, which finds the stretches as an interrupted run would have left them.
 */
record Joining(WorkArea area, Settings settings, Attempts attempts, boolean overwrite)
    implements Function<Layout, Done> {
  @Override
  public Done call(Layout layout) throws Exception {
    Video video = layout.video();
    return attempts.run(
        scratch -> {
          Publishing publishing = new Publishing(area, settings, overwrite);
          return publishing.isThere(video)
              ? publishing.taken(video)
              : join(layout, scratch, publishing);
        },
        problem -> Done.failed(video, problem));
  }

  private Done join(Layout layout, Path scratch, Publishing publishing) throws Exception {
    long begun = System.nanoTime();
    Video video = layout.video();
    Store store = area.store();
    Path file = store.local(video.source(), scratch.resolve("source"));
    Path result = Files.createDirectory(scratch.resolve("result")).resolve(video.targetName());
    Path work = Files.createDirectory(WorkFolder.of(result));
    for (Piece piece : layout.pieces()) {
      String name = CutJob.name(piece.stretch());
      store.get(area.stretch(video.source(), piece.stretch()), work.resolve(name));
    }
    Said said = new Said();
    CleanRequest request = settings.request().clean(file, result, video.codec());
    try {
      CutJob job = new CutJob(request, video.spans(), settings.version(), said);
      long frames = job.run().frames();
      publishing.put(video, result);
      return publishing.finished(video, Action.CUT, frames, begun, said.notes());
    } catch (UncuttableException e) {
      said.note("is cleaned whole, as it cannot be cut: " + e.getMessage());
      Path other = Files.createDirectory(scratch.resolve("other"));
      return publishing.clean(video, other, said);
    }
  }
}
