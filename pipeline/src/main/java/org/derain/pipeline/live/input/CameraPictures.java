package org.derain.pipeline.live.input;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.derain.frames.Picture;
import org.derain.frames.Rational;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.codec.Captions;
import org.derain.pipeline.codec.Converter;
import org.derain.pipeline.codec.PictureCopier;
import org.derain.pipeline.codec.PixelLayout;
import org.derain.pipeline.codec.Telemetry;
import org.derain.pipeline.codec.Timeline;
import org.derain.pipeline.codec.VideoTraits;

/** Decoded frames of one size and kind on their way to pictures, with increasing times. */
public final class CameraPictures implements AutoCloseable {
  private static final Rational MICROS = new Rational(1, 1_000_000);

  /** Times that go back by more than this are a clock that jumped, in microseconds. */
  private static final long JUMP = 100_000;

  private final VideoTraits traits;
  private final int pixels;
  private final Timeline timeline;
  private final Converter converter;
  private final PictureCopier store;
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
    PixelLayout layout = PixelLayout.of(PixelLayout.withoutRange(first.format()));
    this.traits = traits;
    pixels = first.format();
    Rational rate = traits.frameRate();
    int depth = traits.format().bitDepth();
    int target = layout.grey() ? PixelLayout.planarGrey(depth) : PixelLayout.planar420(depth);
    timeline = new Timeline(AV_NOPTS_VALUE, Math.max(1, Math.round(1e6 / rate.value())), JUMP);
    converter =
        new Converter(
            first.width(), first.height(), PixelLayout.of(target), MICROS, interlaced, notes);
    store = new PictureCopier(traits, layout.grey());
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
    long duration = decoded.duration();
    decoded.pts(timeline.next(decoded.best_effort_timestamp(), duration));
    decoded.duration(timeline.duration(duration));
    received.put(decoded.pts(), captured);
    converter.push(decoded);
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
    AVFrame frame = converter.poll();
    if (frame == null) {
      return false;
    }
    time.pts = frame.pts();
    time.duration = frame.duration();
    time.context = false;
    time.captions = Captions.of(frame);
    time.telemetry = Telemetry.of(frame);
    Long captured = received.remove(frame.pts());
    time.captured = captured == null ? System.nanoTime() : captured;
    store.write(frame, into);
    av_frame_free(frame);
    return true;
  }

  /** Nothing follows: what is held back comes out. */
  public void finish() {
    converter.finish();
  }

  @Override
  public void close() {
    converter.close();
    store.close();
  }
}
