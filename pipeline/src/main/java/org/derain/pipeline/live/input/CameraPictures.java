package org.derain.pipeline.live.input;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.codec.FrameIntake;
import org.derain.pipeline.codec.VideoTraits;

/** Decoded frames of one size and kind on their way to pictures, with increasing times. */
public final class CameraPictures implements AutoCloseable {
  /** Times that go back by more than this are a clock that jumped, in seconds. */
  private static final double JUMP = 0.1;

  private final VideoTraits traits;
  private final int pixels;
  private final FrameIntake intake;
  private final Map<Long, Long> received = new HashMap<>();
  private String change;
  private long changedAt;
  private volatile long misfits;

  /**
   * For frames like the first.
   *
   * @param traits what the outputs must share with them; times are in microseconds
   * @param interlaced whether the container says that frames are made of two fields
   */
  public CameraPictures(
      AVFrame first, VideoTraits traits, boolean interlaced, Consumer<String> notes) {
    this.traits = traits;
    pixels = first.format();
    intake = new FrameIntake(first, traits, interlaced, JUMP, notes);
  }

  /** What the outputs must share with them. */
  public VideoTraits traits() {
    return traits;
  }

  /** Takes a decoded frame, whose content moves, and when its packet was received. */
  public void add(AVFrame decoded, long captured) {
    if (decoded.width() != traits.width()
        || decoded.height() != traits.height()
        || decoded.format() != pixels) {
      misfit(decoded, captured);
      return;
    }
    received.put(intake.push(decoded), captured);
  }

  /**
   * A picture of another size or kind. A damaged header claims anything, so only a key frame of
   * which nothing is damaged is believed: that one stays where it is, as the first of its kind.
   */
  private void misfit(AVFrame decoded, long captured) {
    if (CameraDecoder.key(decoded) && CameraDecoder.whole(decoded)) {
      changedAt = captured;
      change =
          String.format(
              "its pictures change from %dx%d to %dx%d",
              traits.width(), traits.height(), decoded.width(), decoded.height());
      return;
    }
    misfits++;
    av_frame_unref(decoded);
  }

  /** What the pictures have become, when the last one was believed to be of another kind. */
  public String change() {
    return change;
  }

  /** When the packet of that picture was received. */
  long changedAt() {
    return changedAt;
  }

  /** Pictures of another kind so far; any thread may ask. */
  public long misfits() {
    return misfits;
  }

  /** Writes the next picture; false when there is none now. */
  public boolean poll(Picture into, FrameTime time) {
    AVFrame frame = intake.poll();
    if (frame == null) {
      return false;
    }
    time.context = false;
    Long captured = received.remove(frame.pts());
    time.captured = captured == null ? System.nanoTime() : captured;
    intake.write(frame, into, time);
    return true;
  }

  /** Nothing follows: what is held back comes out. */
  public void finish() {
    intake.finish();
  }

  @Override
  public void close() {
    intake.close();
  }
}
