package org.derain.pipeline.codec;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameTime;

/**
 * Decoded frames of one video on their way to pictures of one format, with increasing timestamps:
 * {@link Timeline}, {@link Converter}, {@link PictureCopier}.
 */
public final class FrameIntake implements AutoCloseable {
  private final Timeline timeline;
  private final Converter converter;
  private final PictureCopier copier;

  /**
   * For frames like the first.
   *
   * @param traits of the video; timestamps are in its time base
   * @param interlaced whether the container says that frames are made of two fields
   * @param jump how far back a timestamp must go to count as a restarted clock, in seconds
   * @param notes takes sentences for the user
   */
  public FrameIntake(
      AVFrame first, VideoTraits traits, boolean interlaced, double jump, Consumer<String> notes) {
    boolean grey = PixelLayout.of(PixelLayout.withoutRange(first.format())).grey();
    int depth = traits.format().bitDepth();
    int target = grey ? PixelLayout.planarGrey(depth) : PixelLayout.planar420(depth);
    double tick = traits.timeBase().value();
    long usual = Math.max(1, Math.round(1 / traits.frameRate().value() / tick));
    timeline = new Timeline(AV_NOPTS_VALUE, usual, Math.round(jump / tick));
    converter =
        new Converter(
            first.width(),
            first.height(),
            PixelLayout.of(target),
            traits.timeBase(),
            interlaced,
            notes);
    copier = new PictureCopier(traits, grey);
  }

  /**
   * Takes a decoded frame; its content moves.
   *
   * @return its timestamp from now on
   */
  public long push(AVFrame frame) {
    long duration = frame.duration();
    long pts = timeline.next(frame.best_effort_timestamp(), duration);
    frame.pts(pts);
    frame.duration(timeline.duration(duration));
    converter.push(frame);
    return pts;
  }

  /** The next converted frame, which belongs to the caller; null when there is none now. */
  public AVFrame poll() {
    return converter.poll();
  }

  /** Lets out what is held back; more frames may follow. */
  public void finish() {
    converter.finish();
  }

  /** Writes a converted frame into a picture, with its time and what travels with it; frees it. */
  public void write(AVFrame frame, Picture into, FrameTime time) {
    time.pts = frame.pts();
    time.duration = frame.duration();
    time.captions = Captions.of(frame);
    time.telemetry = Telemetry.of(frame);
    copier.write(frame, into);
    av_frame_free(frame);
  }

  /** How many timestamps were missing or went back. */
  public int repaired() {
    return timeline.repaired();
  }

  @Override
  public void close() {
    converter.close();
    copier.close();
  }
}
