package org.derain.pipeline.card;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.derain.pipeline.triage.Look;
import org.derain.pipeline.triage.Survey;
import org.derain.zoo.RainScore;
import org.junit.jupiter.api.Test;

/** Which recordings belong together, and what is done with them. */
class PlanTest {
  private static final double LENGTH = 10;

  /** A recording of ten seconds with a look every 2.5 s, begun so many seconds after noon. */
  private static Surveyed part(String name, String channel, int second, double... rain) {
    List<Look> looks = new ArrayList<>();
    for (int i = 0; i < rain.length; i++) {
      looks.add(new Look(1 + 2.5 * i, rain[i], RainScore.Type.STREAKS));
    }
    Recording recording =
        new Recording(
            Path.of(name),
            Path.of(name),
            CameraNames.VIOFO,
            channel,
            Recording.Kind.NORMAL,
            LocalDateTime.of(2023, 5, 15, 12, 0, 0).plusSeconds(second),
            1,
            1);
    return new Surveyed(recording, new Survey(LENGTH, 30, 640, 360, "h264", looks, null));
  }

  private static Plan plan(Surveyed... parts) {
    return Plan.of(List.of(parts), 0.5);
  }

  private static List<Action> actions(Plan plan) {
    return plan.tasks().stream().map(Task::action).toList();
  }

  @Test
  void recordingsOfACameraThatFollowEachOtherAreADrive() {
    Plan plan =
        plan(
            part("b.mp4", "front", 10, 0, 0, 0, 0),
            part("a.mp4", "front", 0, 0, 0, 0, 0),
            part("RO/c.mp4", "front", 21, 0, 0, 0, 0),
            part("late.mp4", "front", 60, 0, 0, 0, 0),
            part("r.mp4", "rear", 0, 0, 0, 0, 0));
    assertEquals(
        List.of(List.of("a.mp4", "b.mp4", "RO/c.mp4"), List.of("r.mp4"), List.of("late.mp4")),
        plan.drives().stream()
            .map(drive -> drive.parts().stream().map(one -> one.recording().name()).toList())
            .toList());
  }

  @Test
  void whatNoCameraNamedIsADriveOfItsOwn() {
    // Ten seconds long, written ten seconds apart: copied like this as well.
    Survey survey = new Survey(LENGTH, 30, 640, 360, "h264", List.of(), null);
    List<Surveyed> all = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Path name = Path.of("clip" + i + ".mp4");
      all.add(new Surveyed(CardWalk.recording(name, name, 1, 10_000L * i), survey));
    }
    assertEquals(2, Plan.of(all, 0.5).drives().size());
    all.clear();
    for (int i = 0; i < 2; i++) {
      Path name = Path.of("GRMN000" + i + ".MP4");
      all.add(new Surveyed(CardWalk.recording(name, name, 1, 10_000L * i), survey));
    }
    assertEquals(1, Plan.of(all, 0.5).drives().size());
  }

  @Test
  void rainGoesOnAcrossTheJoinOfTwoRecordings() {
    // One look at the end of the first and one at the beginning of the second: rain, though
    // neither would be on its own.
    Plan plan =
        plan(part("a.mp4", "front", 0, 0, 0, 0, 0.9), part("b.mp4", "front", 10, 0.9, 0, 0, 0));
    assertEquals(List.of(Action.CUT, Action.CUT), actions(plan));
    assertEquals(LENGTH, plan.tasks().get(0).stretches().get(0).to());
    assertEquals(0, plan.tasks().get(1).stretches().get(0).from());
    assertEquals(
        List.of(Action.COPY, Action.COPY),
        actions(
            plan(
                part("a.mp4", "front", 0, 0, 0, 0, 0.9),
                part("b.mp4", "front", 60, 0.9, 0, 0, 0))));
  }

  @Test
  void theMarginOfRainDoesNotTouchADryRecording() {
    Plan plan =
        plan(part("a.mp4", "front", 0, 0, 0, 0, 0), part("b.mp4", "front", 10, 0.9, 0.9, 0, 0));
    assertEquals(List.of(Action.COPY, Action.CLEAN), actions(plan));
  }

  @Test
  void whatIsRainyNearlyEverywhereIsCleanedWhole() {
    assertEquals(List.of(Action.CLEAN), actions(plan(part("a.mp4", "front", 0, 0.9, 0.9, 0.9, 0))));
  }

  @Test
  void whatCannotBeReadIsKept() {
    Recording recording = part("a.mp4", "front", 0).recording();
    Plan plan = plan(new Surveyed(recording, Survey.failed("truncated")));
    assertEquals(List.of(Action.KEEP), actions(plan));
    assertEquals("truncated", plan.tasks().get(0).reason());
  }
}
