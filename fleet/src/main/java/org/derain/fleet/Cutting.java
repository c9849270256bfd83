package org.derain.fleet;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.derain.pipeline.clean.CleanRequest;
import org.derain.pipeline.cut.CutJob;
import org.derain.pipeline.cut.Span;
import org.derain.pipeline.cut.UncuttableException;

/** A task: finds the key frames at which a rainy recording is cut. */
record Cutting(WorkArea area, Settings settings, Attempts attempts)
    implements Function<Video, Layout> {
  @Override
  public Layout call(Video video) throws Exception {
    return attempts.run(
        scratch -> {
          Path source = area.store().local(video.source(), scratch.resolve("source"));
          CleanRequest request =
              settings.request().clean(source, scratch.resolve(video.targetName()), video.codec());
          try {
            List<Span> stretches =
                new CutJob(request, video.spans(), settings.version(), new Said()).stretches();
            return new Layout(
                video,
                stretches.stream().mapToDouble(Span::from).toArray(),
                stretches.stream().mapToDouble(Span::to).toArray(),
                "",
                null);
          } catch (UncuttableException e) {
            return Layout.none(video, e.getMessage(), null);
          }
        },
        problem -> Layout.none(video, "", problem));
  }
}
