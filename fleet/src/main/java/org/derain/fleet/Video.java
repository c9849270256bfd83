package org.derain.fleet;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.derain.pipeline.card.Action;
import org.derain.pipeline.card.CardRequest;
import org.derain.pipeline.card.Task;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.cut.Span;
import org.derain.pipeline.demux.Surroundings;
import org.derain.pipeline.triage.Survey;

/**
 * What is to be done with a file.
 *
 * @param target its place in the result, with slashes
 * @param codec what its rainy parts are stored in
 * @param from where stretches begin that are cleaned at least, in seconds
 * @param to where they end
 * @param reason why it is not copied, or not cut; empty when there is nothing to say
 * @param before the recording of the same drive before it, which its first windows see; null for
 *     none
 * @param after the one behind it, which its last windows see; null for none
 * @param seconds how long it is
 * @param near how far windows see, in seconds
 */
record Video(
    Source source,
    String target,
    Action action,
    Codec codec,
    double[] from,
    double[] to,
    String reason,
    Source before,
    Source after,
    double seconds,
    double near)
    implements Serializable {
  /** Frames that windows see beyond their own, every one of them twice, and some more. */
  private static final int REACH = 12;

  /**
   * Of a recording, as it was planned.
   *
   * @param sources by their places
   */
  static Video of(Map<String, Source> sources, Task task, CardRequest request) {
    Survey survey = task.surveyed().survey();
    Surroundings around = task.around();
    return new Video(
        sources.get(task.recording().name()),
        request.place(task).toString().replace('\\', '/'),
        task.action(),
        request.codec(task),
        task.stretches().stream().mapToDouble(one -> one.from()).toArray(),
        task.stretches().stream().mapToDouble(one -> one.to()).toArray(),
        task.reason(),
        around.before() == null ? null : sources.get(name(around.before())),
        around.after() == null ? null : sources.get(name(around.after())),
        survey.seconds(),
        survey.framesPerSecond() > 0 ? REACH / survey.framesPerSecond() : survey.seconds());
  }

  private static String name(Path place) {
    return place.toString().replace('\\', '/');
  }

  /** Of a file beside the recordings. */
  static Video beside(Source source) {
    return new Video(
        source,
        source.place(),
        Action.COPY,
        Codec.H264,
        new double[0],
        new double[0],
        "",
        null,
        null,
        0,
        0);
  }

  /** The same, done otherwise. */
  Video with(Action other, String why) {
    return new Video(source, target, other, codec, from, to, why, before, after, seconds, near);
  }

  /**
   * The recordings around it, as local files, as far as windows from a moment to another one see
   * them.
   *
   * @param from in seconds
   * @param to in seconds; infinite for its end
   */
  Surroundings around(Store store, Path scratch, double from, double to) throws IOException {
    return new Surroundings(
        before != null && from <= near ? store.local(before, scratch.resolve("before")) : null,
        after != null && to >= seconds - near
            ? store.local(after, scratch.resolve("after"))
            : null);
  }

  /** The stretches. */
  List<Span> spans() {
    return java.util.stream.IntStream.range(0, from.length)
        .mapToObj(i -> new Span(from[i], to[i]))
        .toList();
  }

  /** The last part of the result's name. */
  String targetName() {
    return target.substring(target.lastIndexOf('/') + 1);
  }
}
