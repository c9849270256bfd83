package org.derain.javacv;

import static org.bytedeco.ffmpeg.global.avutil.*;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacv.FrameGrabber;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameSource;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.codec.Captions;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.Converter;
import org.derain.pipeline.codec.PictureCopier;
import org.derain.pipeline.codec.PixelLayout;
import org.derain.pipeline.codec.Timeline;
import org.derain.pipeline.codec.VideoTraits;

/**
 * The pictures of any grabber of JavaCV as a source of the {@linkplain
 * org.derain.pipeline.run.Pipeline pipeline}. {@code FFmpegFrameGrabber} gives the samples of the
 * decoder, 4:2:0 of 8 to 12 bits as they are, with exact times in the unit of its stream; others
 * give pictures in colour, which are converted, with times in microseconds. Sound is left out.
 */
public final class GrabberSource implements FrameSource {
  private final Feed feed;
  private final Consumer<String> notes;
  private final AVFrame grabbed = av_frame_alloc();
  private final VideoTraits traits;
  private final Timeline timeline;
  private final Converter converter;
  private final PictureCopier store;
  private long captured;
  private boolean ended;
  private boolean noted;

  /**
   * Opens what an address names, with time limits for every protocol that has them.
   *
   * @param address {@code javacv:ffmpeg:rtsp://...}, {@code javacv:opencv:0}, {@code /dev/video0}
   * @param notes takes sentences for the user
   * @throws MediaException with one line that says what is missing or wrong
   */
  public static GrabberSource open(String address, Consumer<String> notes) {
    return new GrabberSource(GrabberAddress.of(address).make(), notes);
  }

  /**
   * Starts a grabber and waits for its first picture.
   *
   * @param grabber not started; it belongs to the source from now on. For a camera on the network
   *     an {@code FFmpegFrameGrabber} needs its option {@code timeout} (RTSP) or {@code rw_timeout}
   *     (else), or it may wait for ever
   * @param notes takes sentences for the user
   * @throws MediaException when there are no pictures, with the reason
   */
  public GrabberSource(FrameGrabber grabber, Consumer<String> notes) {
    this.notes = notes;
    feed = new Feed(grabber);
    try {
      if (!feed.next(grabbed)) {
        throw new MediaException("no picture of its video can be decoded");
      }
      captured = System.nanoTime();
      traits = feed.traits(grabbed, Codec.FFV1, feed.timeBase());
      double tick = traits.timeBase().value();
      long usual = Math.max(1, Math.round(1 / traits.frameRate().value() / tick));
      timeline = new Timeline(AV_NOPTS_VALUE, usual, Math.round(1 / tick));
      PixelLayout layout = PixelLayout.of(PixelLayout.withoutRange(grabbed.format()));
      int depth = traits.format().bitDepth();
      int target = layout.grey() ? PixelLayout.planarGrey(depth) : PixelLayout.planar420(depth);
      int width = traits.width();
      int height = traits.height();
      converter =
          new Converter(
              width, height, PixelLayout.of(target), traits.timeBase(), feed.interlaced(), notes);
      store = new PictureCopier(traits, layout.grey());
    } catch (RuntimeException e) {
      free();
      throw e;
    }
    convert();
  }

  private void convert() {
    long duration = grabbed.duration();
    grabbed.pts(timeline.next(grabbed.best_effort_timestamp(), duration));
    grabbed.duration(timeline.duration(duration));
    converter.push(grabbed);
    av_frame_unref(grabbed);
  }

  @Override
  public FrameFormat format() {
    return traits.format();
  }

  /** What a result must share with the pictures; the unit of their times among it. */
  public VideoTraits traits() {
    return traits;
  }

  /** Damaged pictures so far, which JavaCV itself does not tell of. */
  public int damaged() {
    return feed.damaged();
  }

  @Override
  public boolean next(Picture into, FrameTime time) {
    AVFrame frame = converter.poll();
    while (frame == null && !ended) {
      if (feed.next(grabbed)) {
        captured = System.nanoTime();
        convert();
      } else {
        ended = true;
        converter.finish();
      }
      frame = converter.poll();
    }
    if (frame == null) {
      tell();
      return false;
    }
    time.pts = frame.pts();
    time.duration = frame.duration();
    time.context = false;
    time.captions = Captions.of(frame);
    time.captured = captured;
    store.write(frame, into);
    av_frame_free(frame);
    return true;
  }

  private void tell() {
    if (!noted && feed.damaged() > 0) {
      notes.accept(feed.damaged() + " damaged pictures; they come out as far as they are decoded");
    }
    noted = true;
  }

  private void free() {
    feed.close();
    av_frame_free(grabbed);
  }

  @Override
  public void close() {
    converter.close();
    store.close();
    free();
  }
}
