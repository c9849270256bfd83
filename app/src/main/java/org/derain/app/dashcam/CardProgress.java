package org.derain.app.dashcam;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.derain.app.cli.Clock;
import org.derain.pipeline.card.Action;
import org.derain.pipeline.card.CardListener;
import org.derain.pipeline.card.Outcome;
import org.derain.pipeline.card.Plan;
import org.derain.pipeline.card.Surveyed;
import org.derain.pipeline.card.Task;

/**
 * Shows how the work on a card goes: a line for each recording that is done, and between them one
 * that tells how far the card is, how fast, and when it will be done: again and again in place on a
 * terminal, every few seconds elsewhere.
 */
final class CardProgress implements CardListener, AutoCloseable {
  private static final String CLEAR_LINE = "\r\033[K";
  private static final long QUICK_NS = 250_000_000L;
  private static final long SLOW_NS = 20_000_000_000L;

  private final PrintWriter err;
  private final boolean terminal = System.console() != null;
  private final Set<String> said = new HashSet<>();
  private long begun = System.nanoTime();
  private long shown;
  private int done;
  private int all;
  private double seconds;
  private double allSeconds;
  private CardPace pace;
  private boolean open;

  CardProgress(PrintWriter err) {
    this.err = err;
  }

  /** Something the user should know of all of it. */
  synchronized void tell(String text) {
    line(text);
  }

  /** Recordings are looked at. */
  synchronized void beginLooking(int count, int earlier) {
    all = count;
    done = 0;
    begun = System.nanoTime();
    if (earlier > 0) {
      line(earlier + " recordings were looked at by an earlier run");
    }
  }

  /** One of them was. */
  synchronized void looked(Surveyed one) {
    done++;
    seconds += one.survey().seconds();
    if (!one.survey().isReadable()) {
      line("warning: " + one.recording().name() + ": " + one.survey().problem());
    }
    double wall = (System.nanoTime() - begun) / 1e9;
    status(
        String.format(
            Locale.ROOT,
            "looked at %d of %d recordings, %s of video, %.0f times real time, %s left",
            done,
            all,
            Clock.text(seconds),
            seconds / wall,
            Clock.text(wall / done * (all - done))),
        done == all);
  }

  /** The work itself begins. */
  synchronized void begin(Plan plan) {
    all = plan.tasks().size();
    done = 0;
    seconds = 0;
    allSeconds = plan.seconds();
    pace = new CardPace(plan);
    begun = System.nanoTime();
  }

  @Override
  public synchronized void frames(Task task, long count, long expected) {
    pace.frames(task, count, expected);
    status(overall(), false);
  }

  private String overall() {
    double wall = (System.nanoTime() - begun) / 1e9;
    double left = pace.left(wall);
    return String.format(
        Locale.ROOT,
        "%d of %d recordings, %s of %s, %.1f fps%s",
        done,
        all,
        Clock.text(seconds),
        Clock.text(allSeconds),
        pace.framesPerSecond(wall),
        left > 0 ? ", " + Clock.text(left) + " left" : "");
  }

  @Override
  public synchronized void note(Task task, String text) {
    // What holds for the machine is said once.
    if (!CardListener.isOfMachine(text) || said.add(text)) {
      line("note: " + task.recording().name() + ": " + text);
    }
  }

  @Override
  public synchronized void done(Task task, Outcome outcome, boolean earlier) {
    done++;
    seconds += task.surveyed().survey().seconds();
    pace.done(task, earlier);
    if (!outcome.isDone()) {
      line("derain: " + outcome.name() + ": " + outcome.problem());
    } else if (!earlier) {
      String what = outcome.action() == Action.COPY ? "" : detail(outcome);
      line(
          String.format(
              Locale.ROOT, "[%d/%d] %-5s %s%s", done, all, outcome.action(), outcome.name(), what));
    }
  }

  private static String detail(Outcome outcome) {
    return outcome.rainySeconds() == 0
        ? ""
        : String.format(
            Locale.ROOT,
            ", %s rainy, in %s",
            Clock.text(outcome.rainySeconds()),
            Clock.text(outcome.wallS()));
  }

  private void status(String text, boolean now) {
    long time = System.nanoTime();
    if (!now && time - shown < (terminal ? QUICK_NS : SLOW_NS)) {
      return;
    }
    shown = time;
    if (terminal) {
      err.print(CLEAR_LINE + text);
      open = true;
    } else {
      err.println(text);
    }
    err.flush();
  }

  private void line(String text) {
    err.println(open ? CLEAR_LINE + text : text);
    open = false;
    err.flush();
  }

  @Override
  public synchronized void close() {
    if (open) {
      err.println();
      err.flush();
      open = false;
    }
  }
}
