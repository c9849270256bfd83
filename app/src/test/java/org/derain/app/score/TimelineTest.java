package org.derain.app.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.derain.app.cli.Clock;
import org.derain.app.cli.Screen;
import org.derain.zoo.RainScore.Type;
import org.junit.jupiter.api.Test;

/** Segments, columns and axes of timelines of any length. */
class TimelineTest {
  private static ClipScore clip(double fps, Type... types) {
    List<FrameScore> frames = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      frames.add(new FrameScore(i / fps, types[i] == Type.DRY ? 0.1 : 0.9, types[i]));
    }
    return new ClipScore("clip", "model", frames);
  }

  private static Type[] run(int dry, int streaks, int drops) {
    List<Type> types = new ArrayList<>();
    types.addAll(java.util.Collections.nCopies(dry, Type.DRY));
    types.addAll(java.util.Collections.nCopies(streaks, Type.STREAKS));
    types.addAll(java.util.Collections.nCopies(drops, Type.DROPS));
    return types.toArray(Type[]::new);
  }

  @Test
  void aFlickeringFrameIsNoSegment() {
    Type[] types = run(50, 50, 0);
    types[20] = Type.NIGHT;
    types[70] = Type.DRY;
    types[71] = Type.DROPS;
    List<Segment> segments = Segment.of(clip(25, types));
    assertEquals(2, segments.size(), segments.toString());
    assertEquals(Type.DRY, segments.get(0).type());
    assertEquals(2, segments.get(1).from(), 0.05);
    assertEquals(4, segments.get(1).to(), 1e-9);
    assertEquals(0.9 - 0.8 / 50, segments.get(1).mean(), 1e-9);
  }

  @Test
  void everyFrameLiesInOneSegmentAndEveryColumnIsFilled() {
    Random random = new Random(2);
    for (int round = 0; round < 50; round++) {
      Type[] types = new Type[1 + random.nextInt(400)];
      for (int i = 0; i < types.length; i++) {
        types[i] = i % 30 == 0 || i == 0 ? Type.values()[random.nextInt(4)] : types[i - 1];
      }
      ClipScore clip = clip(1 + random.nextInt(60), types);
      List<Segment> segments = Segment.of(clip);
      assertEquals(0, segments.get(0).from());
      for (int i = 1; i < segments.size(); i++) {
        assertEquals(segments.get(i - 1).to(), segments.get(i).from());
      }
      assertEquals(clip.end(), segments.get(segments.size() - 1).to());
      int count = 1 + random.nextInt(120);
      List<Column> columns = Column.of(clip, count);
      assertEquals(count, columns.size());
      assertEquals(0, columns.get(0).from());
      if (count >= types.length) {
        assertEquals(types[0], columns.get(0).type());
        assertEquals(types[types.length - 1], columns.get(count - 1).type());
      }
    }
  }

  @Test
  void nothingIsWiderThanTheScreen() {
    for (int columns : new int[] {40, 80, 133}) {
      for (int frames : new int[] {2, 7, 100, 9000}) {
        String drawn =
            Timeline.of(clip(25, run(frames / 2, frames, frames)), new Screen(columns, false));
        assertEquals(8, drawn.lines().count());
        assertTrue(drawn.lines().allMatch(line -> line.length() <= columns), drawn);
      }
    }
  }

  @Test
  void coloursChangeNothingButTheColour() {
    ClipScore clip = clip(25, run(30, 20, 10));
    String plain = Timeline.of(clip, new Screen(80, false));
    String colour = Timeline.of(clip, new Screen(80, true));
    assertTrue(colour.contains("\033[34m"), colour);
    assertEquals(plain, colour.replaceAll("\033\\[\\d+m", ""));
  }

  @Test
  void timesAsPeopleReadThem() {
    assertEquals("0:04.12", Clock.text(4.12, 2));
    assertEquals("1:00.0", Clock.text(59.96, 1));
    assertEquals("1:02:03", Clock.text(3723.4, 0));
    assertEquals("-0:01.5", Clock.text(-1.5, 1));
    assertEquals(0.5, Clock.interval(2.4, 6));
    assertEquals(600, Clock.interval(3600, 6));
    assertEquals(86400, Clock.interval(400000, 6));
  }
}
