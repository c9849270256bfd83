package org.derain.pipeline.live;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.derain.frames.Orientation;
import org.derain.frames.Picture;
import org.derain.frames.Rational;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.media.Captions;
import org.derain.pipeline.media.Codec;
import org.derain.pipeline.media.Colours;
import org.derain.pipeline.media.Converter;
import org.derain.pipeline.media.Ffmpeg;
import org.derain.pipeline.media.PictureStore;
import org.derain.pipeline.media.PixelLayout;
import org.derain.pipeline.media.Telemetry;
import org.derain.pipeline.media.Timeline;
import org.derain.pipeline.media.VideoTraits;

/** Decoded frames of one size and kind on their way to pictures, with increasing times. */
final class CameraPictures implements AutoCloseable {
  private static final Rational MICROS = new Rational(1, 1_000_000);

  /** Times that go back by more than this are a clock that jumped, in microseconds. */
  private static final long JUMP = 100_000;

  /** Key frames in a row that must agree on a new size. */
  private static final int BELIEVED = 2;

  private final VideoTraits traits;
  private final int pixels;
  private final Timeline timeline;
  private final Converter converter;
  private final PictureStore store;
  private final Map<Long, Long> received = new HashMap<>();
  private String change;
  private String misfit;
  private int keys;
  private volatile long misfits;

  /**
   * For frames like the first.
   *
   * @param frameRate what is known of it; null for nothing
   * @param codec what outputs are encoded in: it decides which depths can be kept
   */
  CameraPictures(
      AVFrame first,
      AVCodecParameters stream,
      Rational frameRate,
      Codec codec,
      Consumer<String> notes) {
    PixelLayout layout = PixelLayout.of(PixelLayout.withoutRange(first.format()));
    Rational rate = frameRate != null ? frameRate : new Rational(25, 1);
    pixels = first.format();
    traits = traits(first, stream, layout, rate, codec);
    int depth = traits.format().bitDepth();
    int target = layout.grey() ? PixelLayout.planarGrey(depth) : PixelLayout.planar420(depth);
    timeline = new Timeline(AV_NOPTS_VALUE, Math.max(1, Math.round(1e6 / rate.value())), JUMP);
    boolean interlaced = stream.field_order() > 1;
    converter =
        new Converter(
            first.width(), first.height(), PixelLayout.of(target), MICROS, interlaced, notes);
    store = new PictureStore(traits, layout.grey());
  }

  private static VideoTraits traits(
      AVFrame first, AVCodecParameters stream, PixelLayout layout, Rational rate, Codec codec) {
    int width = first.width();
    int height = first.height();
    Colours colours = Colours.of(first, stream);
    Rational aspect = Ffmpeg.rational(first.sample_aspect_ratio());
    Orientation orientation = Orientation.of(first);
    return new VideoTraits(
        width,
        height,
        orientation,
        orientation.turn(VideoTraits.stored(width, height, codec.storedDepth(layout.depth()))),
        rate,
        MICROS,
        aspect.num() > 0 && aspect.den() > 0 ? aspect : new Rational(0, 1),
        layout.rgb() ? colours.fromRgb(width, height) : colours);
  }

  VideoTraits traits() {
    return traits;
  }

  /** Takes a decoded frame, whose content moves, and when its packet was received. */
  void add(AVFrame decoded, long captured) {
    if (decoded.width() != traits.width()
        || decoded.height() != traits.height()
        || decoded.format() != pixels) {
      misfit(decoded);
      return;
    }
    keys = 0;
    long duration = decoded.duration();
    decoded.pts(timeline.next(decoded.best_effort_timestamp(), duration));
    decoded.duration(timeline.duration(duration));
    received.put(decoded.pts(), captured);
    converter.push(decoded);
  }

  /**
   * A picture of another size or kind. A damaged header claims anything until the next one comes,
   * so it is believed when two key frames, themselves undamaged, say the same.
   */
  private void misfit(AVFrame decoded) {
    String other = decoded.width() + "x" + decoded.height() + " " + decoded.format();
    boolean sound = CameraDecoder.key(decoded) && CameraDecoder.whole(decoded);
    keys = (other.equals(misfit) ? keys : 0) + (sound ? 1 : 0);
    misfit = other;
    misfits++;
    if (keys == BELIEVED) {
      change =
          String.format(
              "its pictures change from %dx%d to %dx%d",
              traits.width(), traits.height(), decoded.width(), decoded.height());
    }
    av_frame_unref(decoded);
  }

  /** What the pictures have become, when that is known to last; else null. */
  String change() {
    return change;
  }

  /** Pictures of another kind so far; any thread may ask. */
  long misfits() {
    return misfits;
  }

  /** Writes the next picture; false when there is none now. */
  boolean poll(Picture into, FrameTime time) {
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
  void finish() {
    converter.finish();
  }

  @Override
  public void close() {
    converter.close();
    store.close();
  }
}
