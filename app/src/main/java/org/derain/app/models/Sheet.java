package org.derain.app.models;

import java.util.ArrayList;
import java.util.List;

/**
 * Something to read, whatever it is shown on.
 *
 * @param title of all
 * @param sections in order
 */
record Sheet(String title, List<Section> sections) {
  /** A heading, empty for none, and what stands under it. */
  record Section(String heading, List<Block> blocks) {
    Section(String heading) {
      this(heading, new ArrayList<>());
    }

    Section add(Block block) {
      blocks.add(block);
      return this;
    }
  }

  /** A paragraph, a list, a table or a picture. */
  sealed interface Block permits Paragraph, Points, Grid, Figure {}

  /** A paragraph. */
  record Paragraph(String text) implements Block {}

  /** A list, one point each. */
  record Points(List<String> points) implements Block {}

  /**
   * A table.
   *
   * @param titles of the columns; the first holds words, the others numbers
   */
  record Grid(List<String> titles, List<List<String>> rows) implements Block {}

  /**
   * A picture.
   *
   * @param file beside the card
   */
  record Figure(String caption, String file) implements Block {}
}
