package org.derain.javacv;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.derain.frames.MediaException;
import org.derain.pipeline.live.CameraParts;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.LiveSink;
import org.derain.pipeline.live.LiveSource;
import org.derain.pipeline.live.camera.FfmpegCamera;
import org.derain.pipeline.live.input.SourceClock;

/**
 * What a live camera is made of, with JavaCV's grabbers among its sources: {@code
 * javacv:NAME:DEVICE} and {@code /dev/video0} are grabbed, everything else is read by the pipeline
 * itself. One object belongs to one camera.
 */
public final class JavacvCamera implements CameraParts {
  /** How long a grabber may take to let go of a device before another asks for it. */
  private static final long LET_GO_MS = 1000;

  private final FfmpegCamera others = new FfmpegCamera();
  private final SourceClock clock = new SourceClock();
  private Thread grabber;

  /** What can never work about a source, in one line without its address. */
  public static Optional<String> problem(String source) {
    try {
      if (GrabberAddress.is(source)) {
        GrabberAddress.of(source).check();
      }
      return Optional.empty();
    } catch (MediaException e) {
      return Optional.of(e.getMessage());
    }
  }

  @Override
  public LiveSource open(CameraSettings settings, Consumer<String> notes, BooleanSupplier stopped) {
    if (!GrabberAddress.is(settings.source())) {
      return others.open(settings, notes, stopped);
    }
    GrabberAddress address = GrabberAddress.of(settings.source());
    awaitLast();
    boolean live = !address.finite();
    Grabbing grabbing =
        new Grabbing(
            address::make,
            settings.encoder().codec(),
            live || settings.realtime(),
            !live && settings.realtime());
    grabber = new Thread(grabbing, "derain-grab-" + settings.name());
    grabber.setDaemon(true);
    grabber.start();
    return new GrabberCamera(
        grabbing, address.network(), !live, clock, settings.timeouts(), notes, stopped);
  }

  /** A device is opened once at a time; a grabber that hangs would otherwise gather threads. */
  private void awaitLast() {
    try {
      if (grabber != null) {
        grabber.join(LET_GO_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (grabber != null && grabber.isAlive()) {
      throw new MediaException("the grabber still waits for the camera");
    }
  }

  @Override
  public LiveSink outputs(CameraSettings settings, Consumer<String> notes) {
    return others.outputs(settings, notes);
  }
}
