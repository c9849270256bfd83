package org.derain.javacv;

import static org.bytedeco.ffmpeg.global.avutil.*;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacv.FrameGrabber;
import org.derain.frames.MediaException;
import org.derain.frames.Rational;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.VideoTraits;

/**
 * Grabs on a thread of its own: a grabber can be waiting for a camera for as long as that likes,
 * and nothing can interrupt it. Nobody waits for the thread; what it holds it frees itself when the
 * grabber comes back.
 */
final class Grabbing implements Runnable {
  /**
   * A picture.
   *
   * @param frame with its time in microseconds, if it has one; the taker's to free
   * @param captured when it was grabbed, by {@link System#nanoTime}
   */
  record Shot(AVFrame frame, long captured) {}

  private static final Rational MICROS = new Rational(1, 1_000_000);

  /** Pictures that wait to be taken: those that came while one was derained. */
  private static final int WAITING = 4;

  private final Supplier<FrameGrabber> maker;
  private final Codec codec;
  private final boolean live;
  private final boolean paced;
  private final Deque<Shot> shots = new ArrayDeque<>();
  private VideoTraits traits;
  private boolean interlaced;
  private String reason;
  private boolean started;
  private boolean stopped;
  private boolean ended;
  private long late;
  private long undecoded;

  /**
   * Does not begin yet.
   *
   * @param maker makes the grabber, on the thread that grabs
   * @param codec what the pictures are stored in: it decides which depths can be kept
   * @param live whether the camera does not wait: of pictures that nobody takes the oldest is lost
   * @param paced whether pictures are held back to their times, for a file at its own speed
   */
  Grabbing(Supplier<FrameGrabber> maker, Codec codec, boolean live, boolean paced) {
    this.maker = maker;
    this.codec = codec;
    this.live = live;
    this.paced = paced;
  }

  @Override
  public void run() {
    try (Feed feed = new Feed(maker.get())) {
      synchronized (this) {
        started = true;
      }
      grab(feed);
    } catch (MediaException e) {
      end(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      end(e.toString().replaceAll("\\s*\\R\\s*", " "));
    } finally {
      synchronized (this) {
        ended = true;
        if (stopped) {
          forget();
        }
        notifyAll();
      }
    }
  }

  private synchronized void end(String why) {
    reason = why;
  }

  private void grab(Feed feed) throws InterruptedException {
    double tick = feed.timeBase().value() * 1e6;
    long begun = Long.MIN_VALUE;
    AVFrame frame = av_frame_alloc();
    while (!stopped() && feed.next(frame)) {
      long captured = System.nanoTime();
      if (traits() == null && !Feed.whole(frame)) {
        lost();
        av_frame_unref(frame);
        continue;
      }
      long time = frame.best_effort_timestamp();
      if (time != AV_NOPTS_VALUE) {
        frame.best_effort_timestamp(Math.round(time * tick));
      }
      frame.duration(Math.round(frame.duration() * tick));
      if (paced && time != AV_NOPTS_VALUE) {
        long due = frame.best_effort_timestamp() * 1000;
        begun = begun == Long.MIN_VALUE ? captured - due : begun;
        TimeUnit.NANOSECONDS.sleep(begun + due - System.nanoTime());
        captured = System.nanoTime();
      }
      put(feed, new Shot(frame, captured));
      frame = av_frame_alloc();
    }
    av_frame_free(frame);
  }

  private synchronized void put(Feed feed, Shot shot) throws InterruptedException {
    if (traits == null) {
      traits = feed.traits(shot.frame(), codec, MICROS);
      interlaced = feed.interlaced();
    }
    while (!live && shots.size() >= WAITING && !stopped) {
      wait();
    }
    if (shots.size() >= WAITING) {
      av_frame_free(shots.remove().frame());
      late++;
    }
    if (stopped) {
      av_frame_free(shot.frame());
    } else {
      shots.add(shot);
    }
    notifyAll();
  }

  private synchronized boolean stopped() {
    return stopped;
  }

  private synchronized void lost() {
    undecoded++;
  }

  /** Waits for the next picture; null when none comes within the time, or at the end. */
  synchronized Shot take(long millis) throws InterruptedException {
    if (shots.isEmpty() && !ended && !stopped) {
      wait(millis);
    }
    notifyAll();
    return shots.poll();
  }

  /** Whether it has begun to grab. */
  synchronized boolean started() {
    return started;
  }

  /** Whether nothing more comes. */
  synchronized boolean drained() {
    return (ended || stopped) && shots.isEmpty();
  }

  /** Why it ended; null at the end of the source. */
  synchronized String reason() {
    return reason;
  }

  /** What the first picture told; null before it. */
  synchronized VideoTraits traits() {
    return traits;
  }

  /** Whether the container says that pictures are made of two fields. */
  synchronized boolean interlaced() {
    return interlaced;
  }

  /** Pictures that nobody took in time. */
  synchronized long late() {
    return late;
  }

  /** Damaged pictures before the first whole one. */
  synchronized long undecoded() {
    return undecoded;
  }

  /** Ends it as soon as the grabber comes back; pictures that wait are forgotten. */
  synchronized void stop() {
    stopped = true;
    forget();
    notifyAll();
  }

  private void forget() {
    shots.forEach(shot -> av_frame_free(shot.frame()));
    shots.clear();
  }
}
