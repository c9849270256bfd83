package org.derain.perf;

/** One benchmark with its settings. */
@FunctionalInterface
interface Bench {
  /** Measures, and returns a section of Markdown: a title, what was done, a table. */
  String section(Workbench bench);
}
