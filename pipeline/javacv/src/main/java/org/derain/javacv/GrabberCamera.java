package org.derain.javacv;

import static org.bytedeco.ffmpeg.global.avutil.*;

import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.codec.VideoTraits;
import org.derain.pipeline.live.LiveSource;
import org.derain.pipeline.live.Timeouts;
import org.derain.pipeline.live.input.CameraPictures;
import org.derain.pipeline.live.input.SourceClock;

/**
 * A camera behind a grabber. Whatever the grabber does, every step has a time limit; times are in
 * microseconds on the camera's one clock. Without sound.
 */
final class GrabberCamera implements LiveSource {
  private static final int STEP_MS = 200;

  private final Grabbing grabbing;
  private final SourceClock clock;
  private final Timeouts timeouts;
  private final BooleanSupplier stopped;
  private final boolean finite;
  private final CameraPictures pictures;
  private volatile boolean stop;
  private boolean finished;
  private long lastPicture;

  /**
   * Waits for the first picture of what is being grabbed.
   *
   * @param grabbing running on a thread of its own; stopped when this fails or is closed
   * @param network whether it has to answer as soon as a camera on the network
   * @param finite whether its end is that of the camera
   * @param clock of this camera, which goes on from one connection to the next
   * @param stopped asked while it waits
   * @throws MediaException with the reason
   */
  GrabberCamera(
      Grabbing grabbing,
      boolean network,
      boolean finite,
      SourceClock clock,
      Timeouts timeouts,
      Consumer<String> notes,
      BooleanSupplier stopped) {
    this.grabbing = grabbing;
    this.finite = finite;
    this.clock = clock;
    this.timeouts = timeouts;
    this.stopped = () -> stop || stopped.getAsBoolean();
    clock.connect(!finite);
    try {
      Grabbing.Shot first = first(network);
      VideoTraits traits = grabbing.traits();
      pictures = new CameraPictures(first.frame(), traits, grabbing.interlaced(), notes);
      add(first);
    } catch (RuntimeException e) {
      grabbing.stop();
      throw e;
    }
  }

  private Grabbing.Shot first(boolean network) {
    long begun = System.nanoTime();
    long answer = (network ? timeouts.connect() : timeouts.picture()).toNanos();
    long all = timeouts.connect().plus(timeouts.picture()).toNanos();
    while (true) {
      Grabbing.Shot shot = take();
      if (shot != null) {
        return shot;
      }
      long waited = System.nanoTime() - begun;
      if (grabbing.drained() || stopped.getAsBoolean()) {
        String reason = grabbing.reason();
        throw new MediaException(reason != null ? reason : "it gives no picture");
      }
      if (waited > all || !grabbing.started() && waited > answer) {
        throw new MediaException(grabbing.started() ? "it gives no picture" : "no answer");
      }
    }
  }

  private Grabbing.Shot take() {
    try {
      return grabbing.take(STEP_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop = true;
      return null;
    }
  }

  private void add(Grabbing.Shot shot) {
    lastPicture = System.nanoTime();
    AVFrame frame = shot.frame();
    long best = frame.best_effort_timestamp();
    long time = best == AV_NOPTS_VALUE ? shot.captured() / 1000 : best;
    long shift = clock.shift(false, time, false, shot.captured());
    frame.best_effort_timestamp(time + shift);
    pictures.add(frame, shot.captured());
    av_frame_free(frame);
  }

  @Override
  public boolean next(Picture into, FrameTime time) {
    while (!stopped.getAsBoolean()) {
      if (pictures.poll(into, time)) {
        return true;
      }
      if (pictures.change() != null) {
        throw new MediaException(pictures.change());
      }
      Grabbing.Shot shot = finished ? null : take();
      if (shot != null) {
        add(shot);
      } else if (finished) {
        return false;
      } else if (grabbing.drained()) {
        end();
      } else if (System.nanoTime() - lastPicture > timeouts.silence().toNanos()) {
        double seconds = timeouts.silence().toMillis() / 1000.0;
        throw new MediaException(String.format(Locale.ROOT, "no picture for %.1f s", seconds));
      }
    }
    return false;
  }

  private void end() {
    String reason = grabbing.reason();
    if (reason != null || !finite) {
      throw new MediaException(reason != null ? reason : "the other side closed the stream");
    }
    finished = true;
    pictures.finish();
  }

  @Override
  public Duration silence() {
    return timeouts.silence();
  }

  @Override
  public FrameFormat format() {
    return pictures.traits().format();
  }

  @Override
  public VideoTraits traits() {
    return pictures.traits();
  }

  @Override
  public long damaged() {
    return grabbing.undecoded() + pictures.misfits();
  }

  @Override
  public long late() {
    return grabbing.late();
  }

  @Override
  public boolean finite() {
    return finite;
  }

  @Override
  public void stop() {
    stop = true;
    grabbing.stop();
  }

  @Override
  public void close() {
    stop();
    pictures.close();
  }
}
