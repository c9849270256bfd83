package org.derain.pipeline.live.input;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.frames.Rational;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.Threads;
import org.derain.pipeline.codec.VideoTraits;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.LiveSource;
import org.derain.pipeline.live.SourceAddress;
import org.derain.pipeline.live.Waits;
import org.derain.pipeline.live.packet.PacketQueue;
import org.derain.pipeline.live.packet.QueuedPacket;
import org.derain.pipeline.live.packet.SoundQueue;
import org.derain.pipeline.live.packet.SoundSource;

/**
 * The pictures of one connection to a camera. Times are in microseconds on the camera's one clock,
 * and strictly increasing. The connection ends when the camera is lost or falls silent; when it
 * sends pictures of another size or kind it goes on with those, see {@link #changed}.
 */
public final class CameraSource implements LiveSource, SoundSource {
  /** Several seconds of packets: so long the rest may be busy with itself. */
  private static final int WAITING = 128;

  private static final long WAITING_BYTES = 32L << 20;
  private static final int STEP_MS = 200;
  private static final Rational MICROS = new Rational(1, 1_000_000);

  /** After this time it is told what is waited for, in nanoseconds. */
  private static final long TELL = 5_000_000_000L;

  private final boolean live;
  private final CameraInput input;
  private final BooleanSupplier stopped;
  private final PacketQueue packets = new PacketQueue(WAITING, WAITING_BYTES);
  private final SoundQueue sound = new SoundQueue();
  private final CameraDecoder decoder;
  private final CameraReader reader;
  private final Thread thread;
  private final AVFrame decoded;
  private final CameraSettings settings;
  private final Waits waits;
  private final Consumer<String> notes;
  private volatile CameraPictures pictures;
  private volatile long misfits;
  private volatile boolean stop;
  private boolean draining;
  private boolean ended;

  /**
   * Connects and waits for the first picture.
   *
   * @param address what the settings call the source
   * @param clock of this camera, which goes on from one connection to the next
   * @param stopped asked while it waits
   * @throws MediaException with the reason, redacted
   */
  public CameraSource(
      CameraSettings settings,
      SourceAddress address,
      SourceClock clock,
      Waits waits,
      Consumer<String> notes,
      BooleanSupplier stopped) {
    this.settings = settings;
    this.waits = waits;
    this.notes = notes;
    this.stopped = () -> stop || stopped.getAsBoolean();
    live = address.live();
    input = new CameraInput(address, waits, this.stopped);
    try {
      decoder = new CameraDecoder(input.video().codecpar(), 0);
    } catch (RuntimeException e) {
      input.close();
      throw e;
    }
    boolean paced = !live && settings.realtime();
    reader =
        new CameraReader(input, clock, waits, live || paced, paced, packets, sound, this.stopped);
    thread = new Thread(reader, "derain-read-" + settings.name());
    thread.setDaemon(true);
    thread.start();
    decoded = av_frame_alloc();
    try {
      first();
      pictures = pictures();
    } catch (RuntimeException e) {
      free();
      throw e;
    }
    pictures.add(decoded, decoder.captured(decoded));
  }

  private CameraPictures pictures() {
    Rational rate = input.frameRate() != null ? input.frameRate() : decoder.frameRate();
    AVCodecParameters stream = input.video().codecpar();
    VideoTraits traits = VideoTraits.of(decoded, stream, rate, MICROS, settings.encoder().codec());
    return new CameraPictures(decoded, traits, stream.field_order() > 1, notes);
  }

  /** Decodes up to the first picture. */
  private void first() {
    long begun = System.nanoTime();
    boolean noted = false;
    while (!(decoder.receive(decoded) && CameraDecoder.whole(decoded))) {
      long waited = System.nanoTime() - begun;
      if (waited > waits.first().toNanos() || !feed()) {
        throw new MediaException(noPicture());
      }
      if (live && !noted && waits.alive() && waited > TELL) {
        noted = true;
        notes.accept(
            "it sends video, and no key frame yet, with which pictures begin: that is waited for "
                + waits.first().toSeconds()
                + " s");
      }
    }
  }

  private String noPicture() {
    if (reader.loss() != null) {
      return reader.loss();
    }
    if (!live || stopped.getAsBoolean()) {
      return "no picture of its video can be decoded";
    }
    String time = waits.first().toSeconds() + " s";
    waits.gaveUp();
    return waits.alive()
        ? "it sent video for "
            + time
            + " and no key frame that can be decoded: let the camera send them more often, or give"
            + " it more patience"
        : "it is connected and sent no video for " + time;
  }

  /** Gives the decoder the next packet, if one comes soon; false when there is no more. */
  private boolean feed() {
    try (QueuedPacket queued = packets.take(STEP_MS)) {
      if (queued != null) {
        decoder.send(queued);
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return !stopped.getAsBoolean() && !packets.drained();
  }

  @Override
  public boolean next(Picture into, FrameTime time) {
    boolean more = !stop;
    while (more && !pictures.poll(into, time)) {
      more = advance();
    }
    String reason = pictures.change() != null ? null : reader.loss();
    if (!more && reason != null && !stopped.getAsBoolean()) {
      throw new MediaException(reason);
    }
    return more;
  }

  /** One step further towards the next picture; false when there is none any more. */
  private boolean advance() {
    if (ended) {
      return false;
    }
    if (decoder.receive(decoded)) {
      pictures.add(decoded, decoder.captured(decoded));
      ended = pictures.change() != null;
    } else if (draining) {
      ended = true;
    } else if (!feed()) {
      draining = true;
      decoder.finish();
    }
    if (ended) {
      pictures.finish();
    }
    return true;
  }

  @Override
  public boolean changed() {
    CameraPictures before = pictures;
    if (before.change() == null || stopped.getAsBoolean()) {
      return false;
    }
    notes.accept(before.change());
    CameraPictures next = pictures();
    next.add(decoded, before.changedAt());
    misfits += before.misfits();
    pictures = next;
    ended = false;
    before.close();
    return true;
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
  public AVCodecParameters sound() {
    return input.sound();
  }

  @Override
  public SoundQueue sounds() {
    return sound;
  }

  @Override
  public long damaged() {
    return decoder.damaged() + misfits + pictures.misfits();
  }

  @Override
  public long late() {
    return reader.late();
  }

  @Override
  public boolean finite() {
    return !live;
  }

  @Override
  public Duration silence() {
    return waits.silence();
  }

  @Override
  public void stop() {
    stop = true;
    packets.end();
  }

  private void free() {
    stop();
    Threads.join(thread);
    packets.close();
    sound.close();
    decoder.close();
    av_frame_free(decoded);
    input.close();
  }

  @Override
  public void close() {
    pictures.close();
    free();
  }
}
