package org.derain.pipeline.live;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
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
import org.derain.pipeline.media.Timeline;
import org.derain.pipeline.media.VideoTraits;

/**
 * The pictures of one connection to a camera. Times are in microseconds on the camera's one clock,
 * and strictly increasing. The connection ends when the camera is lost, falls silent, or sends
 * pictures of another size or kind.
 */
final class CameraSource implements LiveSource {
  private static final Rational MICROS = new Rational(1, 1_000_000);
  private static final int WAITING = 128;
  private static final long WAITING_BYTES = 32L << 20;

  /** Key frames in a row that must agree on a new size. */
  private static final int BELIEVED = 2;

  private final boolean live;
  private final CameraInput input;
  private final BooleanSupplier stopped;
  private final ParcelQueue pictures = new ParcelQueue(WAITING, WAITING_BYTES);
  private final SoundQueue sound = new SoundQueue();
  private final CameraReader reader;
  private final Thread thread;
  private final CameraDecoder decoder;
  private final AVFrame decoded = av_frame_alloc();
  private final Map<Long, Long> captured = new HashMap<>();
  private final VideoTraits traits;
  private final Timeline timeline;
  private final Converter converter;
  private final PictureStore store;
  private final int firstFormat;
  private volatile boolean stop;
  private boolean draining;
  private String change;
  private String misfit;
  private int keys;
  private volatile long misfits;

  /**
   * Connects and waits for the first picture.
   *
   * @param clock of this camera, which goes on from one connection to the next
   * @param stopped asked while it waits
   * @throws MediaException with the reason, redacted
   */
  CameraSource(
      CameraSettings settings,
      SourceClock clock,
      Patience patience,
      Consumer<String> notes,
      BooleanSupplier stopped) {
    this.stopped = () -> stop || stopped.getAsBoolean();
    SourceAddress address = SourceAddress.of(settings.source(), patience);
    input = new CameraInput(address, patience, this.stopped);
    CameraDecoder opened = null;
    try {
      opened = new CameraDecoder(input.video().codecpar(), 0);
    } catch (RuntimeException e) {
      av_frame_free(decoded);
      input.close();
      throw e;
    }
    decoder = opened;
    live = address.live();
    boolean paced = !live && settings.realtime();
    reader =
        new CameraReader(
            input, clock, patience, live || paced, paced, pictures, sound, this.stopped);
    thread = new Thread(reader, "derain-read-" + settings.name());
    thread.setDaemon(true);
    thread.start();
    try {
      first(patience);
      PixelLayout layout = PixelLayout.of(PixelLayout.withoutRange(decoded.format()));
      traits = traits(layout, settings.encoder().codec());
      int depth = traits.format().bitDepth();
      int target = layout.grey() ? PixelLayout.planarGrey(depth) : PixelLayout.planar420(depth);
      long usual = Math.max(1, Math.round(1e6 / traits.frameRate().value()));
      timeline = new Timeline(AV_NOPTS_VALUE, usual, 100_000);
      boolean interlaced = input.video().codecpar().field_order() > 1;
      converter =
          new Converter(
              decoded.width(), decoded.height(), PixelLayout.of(target), MICROS, interlaced, notes);
      store = new PictureStore(decoded.width(), decoded.height(), layout.grey(), traits.format());
    } catch (RuntimeException e) {
      free();
      throw e;
    }
    firstFormat = decoded.format();
    convert();
  }

  /** Decodes up to the first picture. */
  private void first(Patience patience) {
    long until = System.nanoTime() + patience.picture().toNanos();
    while (!(decoder.receive(decoded) && CameraDecoder.whole(decoded))) {
      boolean over = System.nanoTime() - until > 0;
      if (over || !feed()) {
        String reason = reader.loss();
        throw new MediaException(
            reason != null ? reason : "no picture of its video can be decoded");
      }
    }
  }

  /** Gives the decoder the next packet, if one comes soon; false when there is no more. */
  private boolean feed() {
    try (Parcel parcel = pictures.take(200)) {
      if (parcel != null) {
        decoder.send(parcel);
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return !stopped.getAsBoolean() && !pictures.drained();
  }

  private VideoTraits traits(PixelLayout layout, Codec codec) {
    int width = decoded.width();
    int height = decoded.height();
    Colours colours = Colours.of(decoded, input.video().codecpar());
    Rational rate = input.frameRate() != null ? input.frameRate() : decoder.frameRate();
    Rational aspect = Ffmpeg.rational(decoded.sample_aspect_ratio());
    return new VideoTraits(
        width,
        height,
        new FrameFormat((width + 1) & ~1, (height + 1) & ~1, codec.storedDepth(layout.depth())),
        rate != null ? rate : new Rational(25, 1),
        MICROS,
        aspect.num() > 0 && aspect.den() > 0 ? aspect : new Rational(0, 1),
        layout.rgb() ? colours.fromRgb(width, height) : colours);
  }

  private void convert() {
    long received = decoder.captured(decoded);
    if (decoded.width() != traits.width()
        || decoded.height() != traits.height()
        || decoded.format() != firstFormat) {
      misfit();
      return;
    }
    keys = 0;
    long duration = decoded.duration();
    decoded.pts(timeline.next(decoded.best_effort_timestamp(), duration));
    decoded.duration(timeline.duration(duration));
    captured.put(decoded.pts(), received);
    converter.push(decoded);
  }

  /**
   * A picture of another size or kind. A damaged header claims anything up to the next key frame,
   * so it is believed when two of those say the same.
   */
  private void misfit() {
    String other = decoded.width() + "x" + decoded.height() + " " + decoded.format();
    keys = (other.equals(misfit) ? keys : 0) + (CameraDecoder.key(decoded) ? 1 : 0);
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

  /** The next converted frame, which belongs to the caller; null at the end. */
  private AVFrame pull() {
    AVFrame frame = converter.poll();
    while (frame == null && change == null) {
      if (decoder.receive(decoded)) {
        convert();
      } else if (draining) {
        return null;
      } else if (!feed()) {
        draining = true;
        decoder.finish();
      }
      frame = converter.poll();
    }
    return frame;
  }

  @Override
  public boolean next(Picture into, FrameTime time) {
    AVFrame frame = stop ? null : pull();
    if (frame == null) {
      String reason = change != null ? change : reader.loss();
      if (reason == null || stopped.getAsBoolean()) {
        return false;
      }
      throw new MediaException(reason);
    }
    time.pts = frame.pts();
    time.duration = frame.duration();
    time.context = false;
    time.captions = Captions.of(frame);
    Long received = captured.remove(frame.pts());
    time.captured = received == null ? System.nanoTime() : received;
    store.write(frame, into);
    av_frame_free(frame);
    return true;
  }

  @Override
  public FrameFormat format() {
    return traits.format();
  }

  @Override
  public VideoTraits traits() {
    return traits;
  }

  /** Parameters of its sound, which belong to this source; null without sound. */
  AVCodecParameters sound() {
    AVStream stream = input.audio();
    return stream == null ? null : stream.codecpar();
  }

  /** Its sound since the beginning, packets with times in microseconds. */
  SoundQueue sounds() {
    return sound;
  }

  @Override
  public long damaged() {
    return decoder.damaged() + reader.late() + misfits;
  }

  @Override
  public boolean finite() {
    return !live;
  }

  @Override
  public void stop() {
    stop = true;
    pictures.end();
  }

  private void free() {
    stop();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    pictures.close();
    sound.close();
    decoder.close();
    av_frame_free(decoded);
    input.close();
  }

  @Override
  public void close() {
    converter.close();
    store.close();
    free();
  }
}
