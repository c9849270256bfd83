package org.derain.javacv;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.derain.frames.FrameFormat;
import org.derain.frames.Orientation;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameSink;
import org.derain.pipeline.FrameSource;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.Threads;
import org.derain.pipeline.inference.Derainer;
import org.derain.pipeline.inference.DerainerOptions;
import org.derain.pipeline.run.Pipeline;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.pipeline.scale.Scale;
import org.derain.zoo.Model;

/**
 * Frames of one shape on their way through a pipeline. A frame is altered in its place when the
 * rain is out, and {@link PackedFrame#ready} then; on a failure all that are inside fail with it.
 */
final class Passage implements AutoCloseable {
  private final int width;
  private final int height;
  private final int pixels;
  private final Pixels conversion;
  private final Derainer derainer;
  private final Pipeline pipeline;
  private final Thread thread;
  private final BlockingQueue<Optional<PackedFrame>> entering = new LinkedBlockingQueue<>();
  private final Queue<PackedFrame> inside = new ConcurrentLinkedQueue<>();
  private Throwable failure;

  /**
   * Loads the network.
   *
   * @throws org.derain.frames.MediaException when it does not load, or cannot take such frames
   */
  Passage(
      AVFrame like,
      Model model,
      DerainerOptions network,
      PipelineOptions options,
      Consumer<String> notes) {
    width = like.width();
    height = like.height();
    pixels = like.format();
    conversion = new Pixels(like);
    Scale scale = options.scale().of(conversion.format(), model);
    try {
      FrameFormat analysed = scale.analysed(conversion.format());
      derainer = new Derainer(model, analysed, network, notes);
    } catch (RuntimeException e) {
      conversion.close();
      throw e;
    }
    pipeline =
        new Pipeline(derainer, options.withScale(scale), (out, time, derained, score) -> {}, notes);
    thread = new Thread(this::run, "derain-filter");
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether a frame can follow those that are in it. */
  boolean takes(AVFrame frame) {
    return frame.width() == width
        && frame.height() == height
        && frame.format() == pixels
        && conversion.orientation().equals(Orientation.of(frame));
  }

  private void run() {
    Throwable reason = new IllegalStateException("the filter was stopped");
    try {
      pipeline.run(new Entrance(), new Exit());
    } catch (Throwable e) {
      reason = e;
    }
    synchronized (this) {
      failure = reason;
      for (PackedFrame frame : inside) {
        frame.ready().completeExceptionally(reason);
      }
      for (Optional<PackedFrame> frame : entering) {
        frame.ifPresent(waiting -> waiting.ready().completeExceptionally(failure));
      }
    }
  }

  /** Takes a frame, whose owner leaves it alone until it is ready; returns at once. */
  synchronized void push(PackedFrame frame) {
    if (failure != null) {
      frame.ready().completeExceptionally(failure);
    } else {
      entering.add(Optional.of(frame));
    }
  }

  /** Nothing follows: all that are inside come out. */
  void finish() {
    entering.add(Optional.empty());
  }

  /** Waits until all that are inside are ready, after {@link #finish}. */
  void await() throws InterruptedException {
    thread.join();
  }

  /** Stops, and frees the network. */
  @Override
  public void close() {
    pipeline.cancel();
    finish();
    Threads.join(thread);
    derainer.close();
    conversion.close();
  }

  private final class Entrance implements FrameSource {
    private long index;

    @Override
    public FrameFormat format() {
      return conversion.format();
    }

    @Override
    public boolean next(Picture into, FrameTime time) {
      Optional<PackedFrame> next;
      try {
        next = entering.take();
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts the decoder", e);
      }
      next.ifPresent(
          frame -> {
            inside.add(frame);
            conversion.read(frame.samples(), into);
            time.pts = index++;
            time.duration = 1;
            time.context = false;
            time.captions = null;
          });
      return next.isPresent();
    }

    @Override
    public void close() {}
  }

  private final class Exit implements FrameSink {
    @Override
    public void write(Picture original, Picture derained, FrameTime time) {
      PackedFrame frame = inside.element();
      if (derained != original) {
        conversion.write(original, derained, frame.samples());
      }
      inside.remove();
      frame.ready().complete(null);
    }

    @Override
    public void close() {}
  }
}
