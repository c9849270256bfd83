package org.derain.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.derain.frames.MediaException;
import org.derain.pipeline.card.Action;
import org.derain.pipeline.clean.CleanJob;
import org.derain.pipeline.clean.CleanRequest;
import org.derain.pipeline.clean.ForeignBoxes;

/** Puts whole results into the store. What others put there is not replaced without a word. */
record Publishing(WorkArea area, Settings settings, boolean overwrite) {
  /**
   * Whether a result is there already, made by this run or an earlier one; says that work on it
   * begins when it is not.
   *
   * @throws MediaException when there is something else in its place
   */
  boolean isThere(Video video) throws IOException {
    if (area.done(video).isPresent()) {
      return true;
    }
    org.apache.hadoop.fs.Path target = area.target(video.target());
    if (area.isOurs(video.source(), target)) {
      // It appeared whole, and the task was lost before it was taken down.
      return true;
    }
    if (area.store().exists(target) && !overwrite) {
      throw new MediaException(target + ": exists already; --overwrite replaces it");
    }
    area.begin(video.source(), target);
    return false;
  }

  /** What is known of a result that is there. */
  Done taken(Video video) throws IOException {
    Optional<Done> before = area.done(video);
    return before.isPresent()
        ? before.get()
        : finished(video, video.action(), 0, System.nanoTime(), new ArrayList<>());
  }

  /** Cleans a whole recording, as {@code derain clean} does. */
  Done clean(Video video, Path scratch, Said said) throws IOException {
    long begun = System.nanoTime();
    Path file = area.store().local(video.source(), scratch.resolve("source"));
    Path result = Files.createDirectory(scratch.resolve("whole")).resolve(video.targetName());
    CleanRequest request =
        settings
            .request()
            .clean(file, result, video.codec())
            .between(video.around(area.store(), scratch, 0, Double.POSITIVE_INFINITY));
    long frames = new CleanJob(request, settings.version(), said).run().frames().out();
    put(video, result);
    return finished(video, Action.CLEAN, frames, begun, said.notes());
  }

  /** Puts a result into the store, and before it what FFmpeg could not carry. */
  void put(Video video, Path result) throws IOException {
    area.store().check(video.source());
    org.apache.hadoop.fs.Path target = area.target(video.target());
    Path beside = ForeignBoxes.beside(result);
    if (Files.exists(beside)) {
      org.apache.hadoop.fs.Path place =
          new org.apache.hadoop.fs.Path(target.getParent(), beside.getFileName().toString());
      area.store().put(out -> Files.copy(beside, out), area.part(), place, overwrite);
    }
    area.store().put(out -> Files.copy(result, out), area.part(), target, overwrite);
  }

  /** Takes down what became of a file whose result is there. */
  Done finished(Video video, Action action, long frames, long begun, ArrayList<String> notes)
      throws IOException {
    org.apache.hadoop.fs.Path target = area.target(video.target());
    area.store().time(target, video.source().modified());
    double seconds = (System.nanoTime() - begun) / 1e9;
    Done done = new Done(video, action, frames, area.store().size(target), seconds, notes, null);
    area.finish(done);
    return done;
  }
}
