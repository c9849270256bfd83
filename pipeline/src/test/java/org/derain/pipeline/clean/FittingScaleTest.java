package org.derain.pipeline.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.derain.frames.FrameFormat;
import org.derain.pipeline.scale.Scale;
import org.junit.jupiter.api.Test;

/** Where memory is short, frames are analysed smaller, and the user is told. */
class FittingScaleTest {
  private static final FrameFormat FORMAT = new FrameFormat(1920, 1080, 8);

  private final List<String> notes = new ArrayList<>();

  private Scale fitting(Scale wanted, long free) {
    return FittingScale.of(wanted, FORMAT, free, notes::add);
  }

  @Test
  void whatFitsIsAsItWasAskedFor() {
    for (Scale scale : List.of(Scale.FULL, Scale.HALF, Scale.QUARTER)) {
      assertEquals(scale, fitting(scale, FittingScale.bytes(scale, FORMAT)));
    }
    assertEquals(List.of(), notes);
  }

  @Test
  void whatDoesNotIsSmaller() {
    long half = FittingScale.bytes(Scale.HALF, FORMAT);
    assertEquals(Scale.HALF, fitting(Scale.FULL, half));
    assertEquals(Scale.QUARTER, fitting(Scale.FULL, half - 1));
    assertEquals(Scale.QUARTER, fitting(Scale.HALF, 0));
    assertEquals(Scale.QUARTER, fitting(Scale.QUARTER, 0));
    assertEquals(3, notes.size(), notes.toString());
    String said = notes.get(0);
    assertTrue(said.startsWith("frames are analysed at 1/2 of their size: 1/1 takes "), said);
  }
}
