package org.derain.fleet;

import java.io.Serializable;
import java.util.List;
import org.derain.pipeline.card.Action;
import org.derain.pipeline.card.CardRequest;
import org.derain.pipeline.card.Task;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.cut.Span;

/**
 * What is to be done with a file.
 *
 * @param target its place in the result, with slashes
 * @param codec what its rainy parts are stored in
 * @param from where stretches begin that are cleaned at least, in seconds
 * @param to where they end
 * @param reason why it is not copied, or not cut; empty when there is nothing to say
 */
record Video(
    Source source,
    String target,
    Action action,
    Codec codec,
    double[] from,
    double[] to,
    String reason)
    implements Serializable {
  /** Of a recording, as it was planned. */
  static Video of(Source source, Task task, CardRequest request) {
    return new Video(
        source,
        request.place(task).toString().replace('\\', '/'),
        task.action(),
        request.codec(task),
        task.stretches().stream().mapToDouble(one -> one.from()).toArray(),
        task.stretches().stream().mapToDouble(one -> one.to()).toArray(),
        task.reason());
  }

  /** Of a file beside the recordings. */
  static Video beside(Source source) {
    return new Video(
        source, source.place(), Action.COPY, Codec.H264, new double[0], new double[0], "");
  }

  /** The same, done otherwise. */
  Video with(Action other, String why) {
    return new Video(source, target, other, codec, from, to, why);
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
