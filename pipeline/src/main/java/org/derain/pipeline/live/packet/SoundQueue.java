package org.derain.pipeline.live.packet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Sound that waits for the pictures of its time: those take longer. Sound without pictures is
 * forgotten after some seconds.
 */
public final class SoundQueue implements AutoCloseable {
  /** More than ten seconds of the usual packets. */
  private static final int MOST = 600;

  private final Deque<QueuedPacket> waiting = new ArrayDeque<>();
  private long last = Long.MIN_VALUE;

  /** Takes a reference to a packet with times in microseconds; what goes back in time is left. */
  public synchronized void add(AVPacket packet) {
    if (packet.dts() == org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE) {
      packet.dts(packet.pts());
    }
    if (packet.dts() <= last) {
      return;
    }
    last = packet.dts();
    packet.pts(packet.dts());
    waiting.add(QueuedPacket.of(packet, false, 0, null));
    if (waiting.size() > MOST) {
      waiting.poll().close();
    }
  }

  /** Hands out, and closes then, what is not later than a time in microseconds. */
  public synchronized void until(long time, Consumer<AVPacket> taker) {
    while (!waiting.isEmpty() && waiting.peek().packet().dts() <= time) {
      try (QueuedPacket queued = waiting.poll()) {
        taker.accept(queued.packet());
      }
    }
  }

  @Override
  public synchronized void close() {
    waiting.forEach(QueuedPacket::close);
    waiting.clear();
  }
}
