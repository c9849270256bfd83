package org.derain.pipeline.live.output;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.Threads;
import org.derain.pipeline.codec.Embedded;
import org.derain.pipeline.codec.VideoEncoder;
import org.derain.pipeline.codec.VideoTraits;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.LiveSink;
import org.derain.pipeline.live.LiveSource;
import org.derain.pipeline.live.OutputAddress;
import org.derain.pipeline.live.OutputStatus;
import org.derain.pipeline.live.Timeouts;
import org.derain.pipeline.live.packet.QueuedPacket;
import org.derain.pipeline.live.packet.SoundQueue;
import org.derain.pipeline.live.packet.SoundSource;
import org.derain.pipeline.live.packet.Streams;

/**
 * The outputs of a camera: pictures are encoded once, and each output gets the same packets on its
 * own thread. Encoder and outputs go on when the camera comes back as it was.
 */
public final class CameraOutputs implements LiveSink {
  /** What a kill may cost, and how long a viewer waits: key frames at least this often. */
  private static final long KEY_EVERY = 1_900_000;

  /** Outputs that open again ask for key frames; more often than this they wait. */
  private static final long KEY_AT_MOST_EVERY = 400_000;

  private final CameraSettings settings;
  private final Timeouts timeouts;
  private final List<Output> outputs = new ArrayList<>();
  private final List<Streams> used = new ArrayList<>();
  private final AtomicBoolean wantKey = new AtomicBoolean();
  private final Map<Long, long[]> times = new HashMap<>();
  private Streams streams;
  private SoundQueue sound;
  private VideoEncoder encoder;
  private volatile String preset;
  private LongConsumer sent = captured -> {};
  private final boolean turns;
  private final Embedded embedded;
  private long index;
  private long lastKey = Long.MIN_VALUE / 2;
  private long last = -1;

  /**
   * Starts the outputs of a camera.
   *
   * @param notes told, redacted, what becomes of them
   * @throws MediaException when one cannot ever work as it was asked for
   */
  public CameraOutputs(CameraSettings settings, Timeouts timeouts, Consumer<String> notes) {
    this.settings = settings;
    this.timeouts = timeouts;
    preset = settings.encoder().preset();
    List<OutputAddress> addresses = settings.outputs().stream().map(OutputAddress::of).toList();
    for (OutputAddress address : addresses) {
      MediaException.throwIf(address.problem(settings.encoder().codec()));
    }
    embedded = new Embedded(settings.encoder().codec(), notes);
    turns = addresses.stream().allMatch(OutputAddress::holdsRotation);
    for (OutputAddress address : addresses) {
      outputs.add(
          new Output(
              address,
              settings.name(),
              settings.segment(),
              timeouts,
              () -> wantKey.set(true),
              notes));
    }
  }

  @Override
  public void begin(LiveSource source, LongConsumer listener) {
    sent = listener;
    outputs.forEach(output -> output.sent(listener));
    sound = source instanceof SoundSource camera ? camera.sounds() : null;
    AVCodecParameters heard = source instanceof SoundSource camera ? camera.sound() : null;
    VideoTraits traits = turns ? source.traits() : source.traits().upright();
    if (encoder == null || !streams.fits(traits, heard)) {
      renew(traits, heard);
    }
    wantKey.set(true);
  }

  /** Opens another encoder. Where its packets cannot follow those before, outputs begin anew. */
  private void renew(VideoTraits traits, AVCodecParameters heard) {
    finishEncoder();
    encoder = VideoEncoder.live(settings.encoder(), traits, preset);
    Streams next = new Streams(traits, heard);
    encoder.describe(next.video());
    if (streams != null && streams.same(next)) {
      next.close();
      return;
    }
    used.add(next);
    streams = next;
  }

  @Override
  public List<String> presets() {
    return settings.encoder().codec().fasterPresets(settings.encoder().preset());
  }

  @Override
  public String preset() {
    return preset;
  }

  @Override
  public void preset(String next) {
    preset = next;
    if (streams != null) {
      renew(streams.traits(), streams.sound());
    }
  }

  private void finishEncoder() {
    if (encoder != null) {
      encoder.finish(this::hand);
      encoder.close();
      encoder = null;
      times.clear();
    }
  }

  @Override
  public void write(Picture original, Picture derained, FrameTime time) {
    if (outputs.isEmpty()) {
      // Somebody only looks at the page.
      sent.accept(time.captured);
      return;
    }
    AVFrame frame = encoder.frame();
    encoder.draw(derained);
    embedded.put(frame, time);
    last = Math.max(time.pts, last + 1);
    long since = last - lastKey;
    boolean key = since >= KEY_EVERY || since >= KEY_AT_MOST_EVERY && wantKey.getAndSet(false);
    times.put(index, new long[] {last, time.duration, time.captured});
    encoder.encode(index++, key, this::hand);
  }

  /** Gives an encoded picture, and the sound before it, to every output. */
  private void hand(AVPacket packet) {
    long[] time = times.remove(packet.pts());
    packet.pts(time[0]).dts(time[0]).duration(time[1]);
    if (sound != null) {
      sound.until(
          time[0],
          heard ->
              outputs.forEach(output -> output.put(QueuedPacket.of(heard, false, 0, streams))));
    }
    boolean accounted = false;
    if ((packet.flags() & AV_PKT_FLAG_KEY) != 0) {
      lastKey = time[0];
    }
    for (Output output : outputs) {
      boolean first = !accounted && output.connected();
      accounted |= first;
      output.put(QueuedPacket.of(packet, true, first ? time[2] : 0, streams));
    }
    if (!accounted) {
      sent.accept(time[2]);
    }
  }

  @Override
  public List<OutputStatus> outputs() {
    return outputs.stream().map(Output::status).toList();
  }

  @Override
  public void close() {
    long until = System.nanoTime() + Timeouts.FINISH.toNanos();
    finishEncoder();
    outputs.forEach(Output::finish);
    for (Output output : outputs) {
      Threads.uninterruptibly(
          () -> output.join(Duration.ofNanos(Math.max(0, until - System.nanoTime()))));
    }
    used.forEach(Streams::close);
  }
}
