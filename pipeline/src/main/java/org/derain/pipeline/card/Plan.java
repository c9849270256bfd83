package org.derain.pipeline.card;

import java.util.ArrayList;
import java.util.List;
import org.derain.pipeline.triage.Stretch;
import org.derain.pipeline.triage.Stretches;

/** What is to be done with a card. */
public record Plan(List<Drive> drives, List<Task> tasks) {
  /** Copies the lists. */
  public Plan {
    drives = List.copyOf(drives);
    tasks = List.copyOf(tasks);
  }

  /**
   * Plans by what the surveys found.
   *
   * @param border the score from which on it rains
   */
  public static Plan of(List<Surveyed> all, double border) {
    List<Drive> drives = Drive.of(all);
    List<Task> tasks = new ArrayList<>();
    for (int d = 0; d < drives.size(); d++) {
      Drive drive = drives.get(d);
      Stretches weather = new Stretches(border);
      List<Stretch> rain = weather.of(drive.looks(), drive.seconds());
      double begun = 0;
      for (int p = 0; p < drive.parts().size(); p++) {
        Surveyed part = drive.parts().get(p);
        double from = begun;
        double seconds = part.survey().seconds();
        List<Stretch> inside =
            rain.stream()
                .filter(stretch -> stretch.to() > from && stretch.from() < from + seconds)
                .map(stretch -> stretch.inside(from, seconds))
                .filter(stretch -> weather.isSeen(stretch, part.survey().looks()))
                .toList();
        tasks.add(Task.of(part, d, inside).between(drive.around(p)));
        begun += seconds;
      }
    }
    return new Plan(drives, tasks);
  }

  /** Everything that can be read is cleaned whole, rainy or not. */
  public static Plan whole(List<Surveyed> all) {
    List<Drive> drives = Drive.of(all);
    List<Task> tasks = new ArrayList<>();
    for (int d = 0; d < drives.size(); d++) {
      for (Surveyed part : drives.get(d).parts()) {
        Task usual = Task.of(part, d, List.of());
        tasks.add(
            usual.action() == Action.KEEP ? usual : new Task(part, d, Action.CLEAN, List.of(), ""));
      }
    }
    return new Plan(drives, tasks);
  }

  /** Seconds of all recordings. */
  public double seconds() {
    return drives.stream().mapToDouble(Drive::seconds).sum();
  }

  /** Seconds that are to be cleaned. */
  public double rainySeconds() {
    return tasks.stream().mapToDouble(Task::rainySeconds).sum();
  }

  /** How many recordings something is done with. */
  public long count(Action action) {
    return tasks.stream().filter(task -> task.action() == action).count();
  }
}
