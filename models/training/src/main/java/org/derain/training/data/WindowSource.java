package org.derain.training.data;

import java.util.List;

/** Makes windows to learn from. One object per thread. */
public interface WindowSource extends AutoCloseable {
  /**
   * What comes next, not rendered yet. A source of the same seed over the same footage says the
   * same in the same order.
   */
  Recipe recipe();

  /** The windows of a recipe; the same again every time. */
  List<Sample> render(Recipe recipe);

  /** Renders what comes next. */
  default List<Sample> next() {
    return render(recipe());
  }

  @Override
  void close();
}
