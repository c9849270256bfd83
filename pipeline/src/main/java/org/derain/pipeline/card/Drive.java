package org.derain.pipeline.card;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.derain.pipeline.demux.Surroundings;
import org.derain.pipeline.triage.Look;
import org.derain.pipeline.triage.Survey;

/**
 * Recordings of one camera that follow each other without a pause: the rain of one goes on in the
 * next.
 *
 * @param parts in the order in which they were recorded
 */
public record Drive(List<Surveyed> parts) {
  /** Loop recordings overlap a little, or leave out a little, and names count whole seconds. */
  private static final Duration EARLY = Duration.ofMillis(-3500);

  private static final Duration LATE = Duration.ofMillis(3500);

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  /** Copies the list. */
  public Drive {
    parts = List.copyOf(parts);
  }

  /**
   * Sorts recordings into drives. A recording belongs to the drive of the same camera, and with
   * pictures of the same size, that ended when it began, in whatever folder it lies. One that
   * cannot be read is a drive of its own, and so is one whose name is no camera's: when it was
   * written last may be when it was copied.
   */
  public static List<Drive> of(List<Surveyed> all) {
    List<Surveyed> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparing(Surveyed::begun).thenComparing(one -> one.recording().name()));
    List<List<Surveyed>> drives = new ArrayList<>();
    for (Surveyed next : sorted) {
      List<Surveyed> goesOn = null;
      for (List<Surveyed> drive : drives) {
        if (follows(drive.get(drive.size() - 1), next)) {
          goesOn = drive;
        }
      }
      if (goesOn == null) {
        goesOn = new ArrayList<>();
        drives.add(goesOn);
      }
      goesOn.add(next);
    }
    return drives.stream().map(Drive::new).toList();
  }

  private static boolean follows(Surveyed before, Surveyed next) {
    Duration gap = Duration.between(before.ended(), next.begun());
    Survey one = before.survey();
    Survey other = next.survey();
    boolean sameCamera =
        before.recording().channel().equals(next.recording().channel())
            && before.recording().names() == next.recording().names()
            && next.recording().names() != CameraNames.UNKNOWN;
    return one.isReadable()
        && other.isReadable()
        && sameCamera
        && one.width() == other.width()
        && one.height() == other.height()
        && gap.compareTo(EARLY) >= 0
        && gap.compareTo(LATE) <= 0;
  }

  /** How long it is, in seconds. */
  public double seconds() {
    return parts.stream().mapToDouble(part -> part.survey().seconds()).sum();
  }

  /** The recordings before and behind one of its parts. */
  Surroundings around(int part) {
    return new Surroundings(file(part - 1), file(part + 1));
  }

  private Path file(int part) {
    return part < 0 || part >= parts.size() ? null : parts.get(part).recording().file();
  }

  /** All looks, on the clock of the drive. */
  public List<Look> looks() {
    List<Look> looks = new ArrayList<>();
    double begun = 0;
    for (Surveyed part : parts) {
      for (Look look : part.survey().looks()) {
        looks.add(look.later(begun));
      }
      begun += part.survey().seconds();
    }
    return looks;
  }

  /** Which camera, and when: for instance {@code front, 2023-05-15 14:15:00}. */
  public String name() {
    return parts.get(0).recording().channel() + ", " + parts.get(0).begun().format(CLOCK);
  }
}
