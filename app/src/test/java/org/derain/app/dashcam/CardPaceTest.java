package org.derain.app.dashcam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.derain.pipeline.card.Action;
import org.derain.pipeline.card.CameraNames;
import org.derain.pipeline.card.Plan;
import org.derain.pipeline.card.Recording;
import org.derain.pipeline.card.Surveyed;
import org.derain.pipeline.card.Task;
import org.derain.pipeline.triage.Survey;
import org.junit.jupiter.api.Test;

/** When a card will be done. */
class CardPaceTest {
  private static Task rainy(String name, double seconds) {
    Recording recording =
        new Recording(
            Path.of(name),
            Path.of(name),
            CameraNames.VIOFO,
            "front",
            Recording.Kind.NORMAL,
            null,
            1,
            1);
    Survey survey = new Survey(seconds, 30, 640, 360, "h264", List.of(), null);
    return new Task(new Surveyed(recording, survey), 0, Action.CLEAN, List.of(), "");
  }

  private final Task one = rainy("one.mp4", 60);
  private final Task two = rainy("two.mp4", 60);
  private final Task three = rainy("three.mp4", 120);
  private final CardPace pace = new CardPace(new Plan(List.of(), List.of(one, two, three)));

  @Test
  void recordingsThatAreCleanedAtTheSameTimeCountTogether() {
    pace.frames(one, 0, 1800);
    pace.frames(two, 0, 1800);
    assertEquals(0, pace.left(1));
    pace.frames(one, 900, 1800);
    pace.frames(two, 900, 1800);
    // A quarter of the rain took 100 s.
    assertEquals(300, pace.left(100), 1e-9);
    assertEquals(18, pace.framesPerSecond(100), 1e-9);
  }

  @Test
  void whatAnEarlierRunDidTellsNothingOfTheSpeed() {
    pace.done(one, true);
    pace.frames(two, 900, 1800);
    assertEquals(0, pace.left(1));
    pace.frames(two, 1350, 1800);
    // Fifteen seconds of rain took 10 s; 15 and 120 are left.
    assertEquals(90, pace.left(10), 1e-9);
    pace.done(two, false);
    assertEquals(80, pace.left(20), 1e-9);
  }
}
