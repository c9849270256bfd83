package org.derain.perf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void theMedianOfAnOddNumberIsOneOfThem() {
    Sample sample = new Sample(List.of(9.0, 1.0, 4.0));
    assertEquals(4, sample.median());
    assertEquals(1, sample.min());
    assertEquals(9, sample.max());
  }

  @Test
  void theMedianOfAnEvenNumberLiesBetweenTwo() {
    assertEquals(2.5, new Sample(List.of(1.0, 100.0, 3.0, 2.0)).median());
    assertEquals(7, new Sample(List.of(7.0)).median());
  }

  @Test
  void nothingHasNoMedian() {
    assertThrows(IllegalArgumentException.class, () -> new Sample(List.of()));
  }

  @Test
  void aLineThroughPointsOnIt() {
    Line line = Line.through(new double[] {250, 1500, 7500}, new double[] {12, 62, 302});
    assertEquals(0.04, line.slope(), 1e-12);
    assertEquals(2, line.intercept(), 1e-9);
  }

  @Test
  void aLineBetweenPointsBesideIt() {
    Line line = Line.through(new double[] {0, 0, 2, 2}, new double[] {0, 2, 4, 6});
    assertEquals(2, line.slope(), 1e-12);
    assertEquals(1, line.intercept(), 1e-12);
  }

  @Test
  void onePositionMakesNoLine() {
    double[] same = {3, 3};
    assertThrows(IllegalArgumentException.class, () -> Line.through(same, new double[] {1, 2}));
  }

  @Test
  void tablesAreMarkdown() {
    String table = new MarkdownTable("what", "ms").row("warp", 1.5).row("all", 1234.56).toString();
    assertEquals(
        """
        | what |     ms |
        |:-----|-------:|
        | warp |   1.50 |
        | all  | 1234.6 |
        """,
        table);
  }
}
