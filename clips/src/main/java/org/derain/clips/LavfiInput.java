package org.derain.clips;

import org.derain.clips.libav.Frames;
import org.derain.clips.libav.Options;

/** Pictures or sound from a chain of filters, such as {@code testsrc2} or {@code sine}. */
final class LavfiInput implements Input {
  private final String filters;
  private final Graph graph;
  private final Options options;

  LavfiInput(String filters, Options options) {
    this.filters = filters;
    graph = new Graph(filters, label -> null);
    this.options = options;
  }

  @Override
  public int streams() {
    return graph.sinks().size();
  }

  @Override
  public int type(int stream) {
    return graph.sinks().get(stream).type();
  }

  /** From filters of their own: several tracks may be made of one stream, and all get all of it. */
  @Override
  public Frames frames(int stream) {
    Graph.Sink sink = new Graph(filters, label -> null).sinks().get(stream);
    return options.has("t") ? Graph.trimmed(sink, sink.type(), options.micros("t", 0)) : sink;
  }

  @Override
  public boolean realTime() {
    return options.has("re");
  }

  @Override
  public void complete() {}

  @Override
  public void close() {
    graph.close();
  }
}
