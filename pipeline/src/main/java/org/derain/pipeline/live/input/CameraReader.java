package org.derain.pipeline.live.input;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.derain.frames.Rational;
import org.derain.pipeline.codec.Ffmpeg;
import org.derain.pipeline.codec.SystemErrors;
import org.derain.pipeline.live.Waits;
import org.derain.pipeline.live.packet.PacketQueue;
import org.derain.pipeline.live.packet.QueuedPacket;
import org.derain.pipeline.live.packet.SoundQueue;

/**
 * Reads a connection on a thread of its own, so that nothing else decides when a packet is taken
 * from the network: stamps each packet, puts it on the camera's one clock and hands it on.
 */
final class CameraReader implements Runnable {
  /** Packets in a row that the container's format forbids, before it is given up. */
  private static final int HOPELESS = 200;

  private final CameraInput input;
  private final SourceClock clock;
  private final Waits waits;
  private final boolean live;
  private final boolean paced;
  private final PacketQueue pictures;
  private final SoundQueue sound;
  private final BooleanSupplier stopped;
  private final AVPacket packet = av_packet_alloc();
  private final AVRational micros = Ffmpeg.rational(new Rational(1, 1_000_000));
  private final AccessUnits units;
  private volatile String loss;
  private volatile long late;
  private long paceStart;
  private boolean begun;

  /**
   * For an opened connection.
   *
   * @param live whether the other side does not wait: packets that nobody takes are lost then
   * @param paced whether packets are held back to their times, for a file at its own speed
   */
  CameraReader(
      CameraInput input,
      SourceClock clock,
      Waits waits,
      boolean live,
      boolean paced,
      PacketQueue pictures,
      SoundQueue sound,
      BooleanSupplier stopped) {
    this.input = input;
    this.clock = clock;
    this.waits = waits;
    this.live = live;
    this.paced = paced;
    this.pictures = pictures;
    this.sound = sound;
    this.stopped = stopped;
    clock.connect(live);
    waits.listen();
    units = input.inPieces() ? new AccessUnits(input.hevc(), this::unit) : null;
  }

  /** Why it ended; null while it reads, at the end of a file, and when it was stopped. */
  String loss() {
    return loss;
  }

  /** Pictures that were lost because nobody took them in time. */
  long late() {
    return late;
  }

  @Override
  public void run() {
    int bad = 0;
    try {
      while (!stopped.getAsBoolean()) {
        int code = input.read(packet);
        boolean expired = live && input.expired();
        if (code >= 0) {
          bad = 0;
          take();
          av_packet_unref(packet);
        } else if (code == SystemErrors.AGAIN) {
          Thread.sleep(2);
        } else if (code != AVERROR_INVALIDDATA() || ++bad > HOPELESS) {
          end(code);
          if (units != null) {
            units.finish();
          }
          return;
        }
        if (expired || waits.silent()) {
          loss = stopped.getAsBoolean() ? null : silence();
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      pictures.end();
      av_packet_free(packet);
      if (units != null) {
        units.close();
      }
      micros.close();
    }
  }

  private void end(int code) {
    boolean wanted = stopped.getAsBoolean() || (!live || paced) && code == AVERROR_EOF();
    loss = wanted ? null : input.reason(code, this::silence);
  }

  private String silence() {
    double seconds = waits.silence().toMillis() / 1000.0;
    String more = live && waits.gaveUp() ? "; it gets twice as long the next time" : "";
    return String.format(Locale.ROOT, "no picture for %.1f s", seconds) + more;
  }

  private void take() throws InterruptedException {
    if (input.isAudio(packet)) {
      time(packet, true);
      sound.add(packet);
    } else if (input.isVideo(packet) && units != null) {
      units.add(packet, System.nanoTime());
    } else if (input.isVideo(packet)) {
      picture(packet, time(packet, false));
    }
  }

  /** Puts a packet on our clock, in microseconds; returns when it was received. */
  private long time(AVPacket received, boolean audio) throws InterruptedException {
    av_packet_rescale_ts(
        received, audio ? input.audio().time_base() : input.video().time_base(), micros);
    if (paced) {
      pace(received.dts() != AV_NOPTS_VALUE ? received.dts() : received.pts());
    }
    long captured = System.nanoTime();
    shift(received, audio, captured);
    return captured;
  }

  private void shift(AVPacket received, boolean audio, long captured) {
    boolean ordered = received.dts() != AV_NOPTS_VALUE;
    long time = ordered ? received.dts() : received.pts();
    long shift = clock.shift(audio, time, ordered, captured);
    received.pts(received.pts() == AV_NOPTS_VALUE ? AV_NOPTS_VALUE : received.pts() + shift);
    received.dts(ordered ? received.dts() + shift : AV_NOPTS_VALUE);
  }

  /** A picture that was put together from pieces. */
  private void unit(AVPacket unit, long captured) throws InterruptedException {
    av_packet_rescale_ts(unit, input.video().time_base(), micros);
    shift(unit, false, captured);
    picture(unit, captured);
  }

  private void picture(AVPacket received, long captured) throws InterruptedException {
    waits.picture();
    if (!live) {
      pictures.awaitRoom();
      waits.listen();
    }
    QueuedPacket queued = QueuedPacket.of(received, true, captured, null);
    begun |= queued.key();
    int gone = pictures.put(queued);
    late += begun && !stopped.getAsBoolean() ? gone : 0;
  }

  /** Sleeps until a packet is due; a jump of its clock begins anew. */
  private void pace(long time) throws InterruptedException {
    long now = System.nanoTime() / 1000;
    if (time == AV_NOPTS_VALUE) {
      return;
    }
    long due = paceStart + time;
    if (!begun || Math.abs(due - now) > 1_000_000) {
      paceStart = now - time;
      return;
    }
    while (due > now && !stopped.getAsBoolean()) {
      Thread.sleep(Math.min(100, (due - now) / 1000 + 1));
      now = System.nanoTime() / 1000;
    }
  }
}
