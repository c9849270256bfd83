package org.derain.app.cli;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.derain.pipeline.clean.CleanListener;

/**
 * Shows how a job goes: a bar with frames per second and the time left on a terminal, a line every
 * few seconds elsewhere. Notes are shown once, each on its own line.
 */
public abstract class Progress implements CleanListener, AutoCloseable {
  private final PrintWriter err;

  private Progress(PrintWriter err) {
    this.err = err;
  }

  /** For a file of this name. */
  public static Progress of(String name, PrintWriter err) {
    return System.console() != null ? new Bar(name, err) : new Lines(name, err);
  }

  /** With notes only, where something else shows how it goes. */
  public static Progress quiet(PrintWriter err) {
    return new Quiet(err);
  }

  @Override
  public synchronized void note(String text) {
    line("note: " + text);
  }

  final synchronized void line(String text) {
    err.println(text);
    err.flush();
  }

  @Override
  public void close() {}

  /** Notes only. */
  private static final class Quiet extends Progress {
    Quiet(PrintWriter err) {
      super(err);
    }

    @Override
    public void begin(long expected, long finished) {}

    @Override
    public void progress(long frames) {}

    @Override
    public void finishing() {}
  }

  /** On a terminal. */
  private static final class Bar extends Progress {
    private static final String CLEAR_LINE = "\r\033[K";

    private final String name;
    private ProgressBar bar;

    Bar(String name, PrintWriter err) {
      super(err);
      this.name = name;
    }

    @Override
    public synchronized void begin(long expected, long finished) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(expected > 0 ? expected : -1)
              .startsFrom(finished, java.time.Duration.ZERO)
              .setStyle(ProgressBarStyle.ASCII)
              .setUnit(" frames", 1)
              .setUpdateIntervalMillis(250)
              .showSpeed()
              .build();
    }

    @Override
    public synchronized void note(String text) {
      super.note(bar == null ? text : CLEAR_LINE + text);
    }

    @Override
    public synchronized void progress(long frames) {
      bar.stepTo(frames);
    }

    @Override
    public synchronized void finishing() {
      bar.setExtraMessage(" writing the file");
    }

    @Override
    public synchronized void close() {
      if (bar != null) {
        bar.close();
        bar = null;
      }
    }
  }

  /** Elsewhere: a log, a pipe. */
  private static final class Lines extends Progress {
    private static final long EVERY_NS = 3_000_000_000L;

    private final String name;
    private long expected;
    private long finished;
    private long begun;
    private long lastShown;

    Lines(String name, PrintWriter err) {
      super(err);
      this.name = name;
    }

    @Override
    public synchronized void begin(long frames, long done) {
      expected = frames;
      finished = done;
      begun = System.nanoTime();
      lastShown = begun;
    }

    @Override
    public synchronized void progress(long frames) {
      long now = System.nanoTime();
      if (now - lastShown < EVERY_NS) {
        return;
      }
      lastShown = now;
      double fps = (frames - finished) / ((now - begun) / 1e9);
      String rest =
          expected > frames && fps > 0
              ? String.format(Locale.ROOT, ", %.0f s left", (expected - frames) / fps)
              : "";
      String of = expected > 0 ? " of about " + Math.max(expected, frames) : "";
      line(String.format(Locale.ROOT, "%s: %d%s frames, %.1f fps%s", name, frames, of, fps, rest));
    }

    @Override
    public void finishing() {}
  }
}
