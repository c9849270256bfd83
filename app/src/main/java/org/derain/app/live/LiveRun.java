package org.derain.app.live;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.derain.app.cli.TextTable;
import org.derain.app.cli.Variables;
import org.derain.app.live.config.WatchedFile;
import org.derain.app.live.fleet.Camera;
import org.derain.app.live.fleet.Fleet;
import org.derain.app.live.fleet.LiveStats;
import org.derain.app.live.fleet.ProcessFigures;
import org.derain.app.live.web.WebAddress;
import org.derain.app.live.web.WebServer;
import org.derain.app.signal.RainSignals;
import org.derain.frames.MediaException;
import org.derain.javacv.JavacvCamera;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.CameraState;
import org.derain.pipeline.live.CameraStatus;
import org.derain.pipeline.live.OutputStatus;
import org.derain.pipeline.live.Redacted;
import org.derain.zoo.Zoo;
import picocli.CommandLine.ExitCode;

/** One run of {@code derain live}: from the first camera's start to the last one's end. */
final class LiveRun {
  private static final long LOOK_EVERY_MS = 1000;
  private static final long STATS_EVERY_NS = TimeUnit.SECONDS.toNanos(10);

  private final Fleet fleet;
  private final WatchedFile file;
  private final RainSignals signals;
  private final LiveOptions.Watching watching;
  private final StatusLines lines;
  private final PrintWriter out;
  private final long begun = System.nanoTime();
  private long shown = begun;
  private long kept = begun;
  private String trouble;

  LiveRun(
      Fleet fleet,
      WatchedFile file,
      RainSignals signals,
      LiveOptions.Watching watching,
      StatusLines lines,
      PrintWriter out) {
    this.fleet = fleet;
    this.file = file;
    this.signals = signals;
    this.watching = watching;
    this.lines = lines;
    this.out = out;
  }

  /** Runs until it is stopped or all cameras have ended, as files do; the exit code. */
  int run(List<CameraSettings> cameras, CountDownLatch stop, String version) {
    if (file == null) {
      cameras.forEach(LiveRun::check);
    }
    try (WebServer server = server(version)) {
      if (server != null) {
        lines.note("the page is at " + server.url());
      }
      fleet.set(cameras);
      while (!await(stop) && !fleet.allEnded()) {
        look();
        checkHopeless();
      }
      fleet.close();
    }
    List<CameraStatus> ends = statuses();
    keep(ends);
    out.print(table(ends));
    out.flush();
    return outcome(ends, stop);
  }

  /** A file that is not there now will not come later; a wrong address or output stays wrong. */
  private static void check(CameraSettings camera) {
    MediaException.throwIf(camera.problem());
    MediaException.throwIf(JavacvCamera.problem(camera.source()));
    Path file = sourceFile(camera);
    if (file != null && !Files.exists(file)) {
      throw new MediaException(camera.source() + ": no such file");
    }
  }

  private static Path sourceFile(CameraSettings camera) {
    try {
      return camera.sourceFile();
    } catch (InvalidPathException e) {
      throw new MediaException(Redacted.url(camera.source()) + ": this can be no path", e);
    }
  }

  /**
   * A camera may come back, a file that is no video stays one. Among many it is left to its own.
   *
   * @throws MediaException with the reason
   */
  private void checkHopeless() {
    if (file != null) {
      return;
    }
    for (Camera camera : fleet.cameras()) {
      CameraStatus status = camera.status();
      String source = camera.settings().source();
      if (sourceFile(camera.settings()) != null
          && status.state() == CameraState.WAITING
          && status.in() == 0) {
        String reason = status.error() == null ? "no video in it" : status.error();
        throw new MediaException(reason.contains(source) ? reason : source + ": " + reason);
      }
    }
  }

  private WebServer server(String version) {
    if (watching.http == null) {
      return null;
    }
    String token = watching.token == null ? System.getenv("DERAIN_TOKEN") : watching.token;
    return new WebServer(
        WebAddress.of(watching.http),
        token == null || token.isEmpty() ? null : Variables.filled(token, System::getenv),
        fleet,
        signals.log(),
        version,
        Zoo.names(),
        () -> file == null ? null : file.error());
  }

  private static boolean await(CountDownLatch stop) {
    try {
      return stop.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void look() {
    if (file != null) {
      file.look();
    }
    if (signals.wantsViews()) {
      statuses().forEach(c -> signals.view(c.name(), c.state() == CameraState.RUNNING, c.rain()));
    }
    long now = System.nanoTime();
    if (!watching.quiet && now - shown >= watching.status.toNanos()) {
      shown = now;
      lines.show(statuses());
    }
    if (now - kept >= STATS_EVERY_NS) {
      kept = now;
      tryToKeep();
    }
  }

  /** A full disk is no reason to end the cameras. */
  private void tryToKeep() {
    try {
      keep(statuses());
      trouble = null;
    } catch (MediaException e) {
      if (!e.getMessage().equals(trouble)) {
        trouble = e.getMessage();
        lines.note(trouble);
      }
    }
  }

  private List<CameraStatus> statuses() {
    return fleet.cameras().stream().map(Camera::status).toList();
  }

  private void keep(List<CameraStatus> statuses) {
    if (watching.stats != null) {
      double wallS = (System.nanoTime() - begun) / 1e9;
      new LiveStats(wallS, ProcessFigures.now(), statuses).write(watching.stats);
    }
  }

  private static String table(List<CameraStatus> cameras) {
    TextTable table =
        new TextTable(
            "camera", "in", "derained", "passed", "dropped", "p50 ms", "p99 ms", "reconnects");
    for (CameraStatus c : cameras) {
      table.row(
          c.name(),
          Long.toString(c.in()),
          Long.toString(c.derained()),
          Long.toString(c.out() - c.derained()),
          Long.toString(c.lost()),
          String.format(Locale.ROOT, "%.0f", c.latency().p50()),
          String.format(Locale.ROOT, "%.0f", c.latency().p99()),
          Long.toString(c.reconnects()));
    }
    return table.left(0).toString();
  }

  /** A camera that is stopped is all right; one that ended by itself with an error is not. */
  private static int outcome(List<CameraStatus> ends, CountDownLatch stop) {
    if (stop.getCount() == 0) {
      return ExitCode.OK;
    }
    for (CameraStatus camera : ends) {
      if (camera.error() != null) {
        throw new MediaException(camera.error());
      }
      for (OutputStatus output : camera.outputs()) {
        if (output.packets() == 0 && output.error() != null) {
          throw new MediaException(output.url() + ": " + output.error());
        }
      }
    }
    return ExitCode.OK;
  }
}
