package org.derain.pipeline.card;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derain.pipeline.FakeClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a watched folder are complete. */
class SettledFilesTest {
  @TempDir Path card;
  private final FakeClock clock = new FakeClock();
  private final SettledFiles settled = new SettledFiles(clock);

  private List<String> complete() {
    return settled.of(CardWalk.of(card, file -> true)).recordings().stream()
        .map(Recording::name)
        .toList();
  }

  @Test
  void aFileIsCompleteWhenNothingWasAddedForAWhile() throws Exception {
    Path file = Files.writeString(card.resolve("a.ts"), "some");
    assertEquals(List.of(), complete());
    clock.advance(9 * FakeClock.SECOND);
    assertEquals(List.of(), complete());
    Files.writeString(file, "some more");
    clock.advance(2 * FakeClock.SECOND);
    assertEquals(List.of(), complete());
    clock.advance(10 * FakeClock.SECOND);
    assertEquals(List.of("a.ts"), complete());
  }

  @Test
  void anMp4WithoutItsIndexIsWaitedForLonger() throws Exception {
    byte[] begun = {0, 0, 0, 8, 'f', 't', 'y', 'p', 0, 0, 0, 8, 'm', 'd', 'a', 't'};
    Files.write(card.resolve("a.mp4"), begun);
    assertEquals(List.of(), complete());
    clock.advance(60 * FakeClock.SECOND);
    assertEquals(List.of(), complete());
    clock.advance(241 * FakeClock.SECOND);
    assertEquals(List.of("a.mp4"), complete());
  }
}
