package org.derain.javacv;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameFilter;
import org.derain.frames.MediaException;
import org.derain.pipeline.codec.Ffmpeg;
import org.derain.pipeline.inference.DerainerOptions;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.pipeline.scale.Scale;
import org.derain.zoo.Model;
import org.derain.zoo.Zoo;

/**
 * Takes the rain out of the pictures between a grabber and a recorder of JavaCV.
 *
 * <pre>{@code
 * try (DerainFrameFilter filter = new DerainFrameFilter()) {
 *   Frame frame;
 *   do {
 *     filter.push(frame = grabber.grab()); // null at the end
 *     for (Frame clean = filter.pull(); clean != null; clean = filter.pull()) {
 *       recorder.record(clean);
 *     }
 *   } while (frame != null);
 * }
 * }</pre>
 *
 * <p>A window looks two frames ahead, and what flickers is evened out over two more, so that {@link
 * #pull} gives nothing for the first frames; every picture comes out once, in the order of {@link
 * #push}. Sound, data and subtitles keep their places between the pictures, and are not touched.
 *
 * <p>Pictures leave in the pixel format in which they came. Raw ones (the decoder's frame in {@code
 * opaque}) and those of the modes COLOR and GRAY are taken, of 8 to 16 bits; where there is no
 * rain, a picture stays the same bit for bit. The frames that come out have an {@code AVFrame} in
 * {@code opaque} with the time, the colour tags and the side data of the one that went in, and
 * their planes lie one behind the other in {@code image[0]}: {@code FFmpegFrameRecorder} takes
 * them, and {@code Frame.clone()} copies them whole. Interlaced pictures are taken for progressive
 * ones.
 *
 * <p>It starts by itself with the first frame, goes on when the size changes, and may be used again
 * after the end. Its methods may be called by any thread; {@link #stop} frees what it holds.
 */
public final class DerainFrameFilter extends FrameFilter {
  /** Frames inside, from which on {@link #pull} waits: more than one waits for others. */
  private static final int INSIDE = 8;

  private final Model model;
  private final DerainerOptions network;
  private final PipelineOptions options;
  private final Consumer<String> notes;
  private final Deque<PackedFrame> order = new ArrayDeque<>();
  private Passage passage;
  private PackedFrame lent;
  private int pictures;
  private boolean ended;

  /** With the model that {@code derain clean} takes by default. */
  public DerainFrameFilter() {
    this(Zoo.VIDEOS);
  }

  /**
   * With a model.
   *
   * @param model a name in the zoo, or an ONNX file of ours
   * @throws MediaException when there is no such model
   */
  public DerainFrameFilter(String model) {
    this(
        Zoo.load(model),
        DerainerOptions.defaults(),
        PipelineOptions.defaults().withSteady(true).withScale(Scale.AUTO),
        System.getLogger(DerainFrameFilter.class.getName()));
  }

  private DerainFrameFilter(
      Model model, DerainerOptions network, PipelineOptions options, System.Logger log) {
    this(model, network, options, note -> log.log(System.Logger.Level.INFO, note));
  }

  /**
   * With everything chosen.
   *
   * @param network on which device it runs, with how many threads
   * @param options with {@code withFuture(0)} nothing is waited for, for a camera
   * @param notes told what the user should know, for instance that the network failed on a frame,
   *     which then comes out as it went in; from several threads
   */
  public DerainFrameFilter(
      Model model, DerainerOptions network, PipelineOptions options, Consumer<String> notes) {
    this.model = model;
    this.network = network;
    this.options = options;
    this.notes = notes;
  }

  /** Gets ready; the network is loaded with the first picture, whose size it must know. */
  @Override
  public synchronized void start() {
    Ffmpeg.load();
    ended = false;
  }

  /**
   * Takes a frame, which is copied: a grabber may use it again.
   *
   * @param frame null for the end: {@link #pull} then gives all that is left
   * @throws Exception when its pictures are of a kind that is not known here, or the network does
   *     not load
   */
  @Override
  public synchronized void push(Frame frame) throws Exception {
    if (frame == null) {
      if (passage != null) {
        passage.finish();
      }
      ended = true;
      return;
    }
    if (ended) {
      leave();
      ended = false;
    }
    try {
      if (frame.image != null) {
        picture(frame);
      }
      if (frame.samples != null || frame.data != null) {
        order.add(PackedFrame.ofOther(frame));
      }
    } catch (MediaException e) {
      throw new Exception(e.getMessage(), e);
    }
  }

  private void picture(Frame frame) throws Exception {
    AVFrame holder = av_frame_alloc();
    try {
      AVFrame samples = Samples.of(frame, holder);
      if (passage != null && !passage.takes(samples)) {
        passage.finish();
        leave();
      }
      if (passage == null) {
        passage = new Passage(samples, model, network, options, notes);
      }
      PackedFrame packed = PackedFrame.ofPicture(frame, samples);
      order.add(packed);
      pictures++;
      passage.push(packed);
    } finally {
      av_frame_free(holder);
    }
  }

  /** Waits until all that is inside is ready, after its end was told. */
  private void leave() throws Exception {
    if (passage == null) {
      return;
    }
    try {
      passage.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Exception("interrupted", e);
    }
    passage.close();
    passage = null;
  }

  /**
   * Gives the next frame.
   *
   * @return valid until the next call or {@link #stop}; null while the window fills, and after the
   *     end when all have come out
   * @throws Exception when the network failed for good
   */
  @Override
  public synchronized Frame pull() throws Exception {
    giveBack();
    PackedFrame next = order.peek();
    boolean wait = ended || pictures >= INSIDE;
    if (next == null || !(wait || next.ready().isDone())) {
      return null;
    }
    try {
      next.ready().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Exception("interrupted", e);
    } catch (ExecutionException e) {
      throw new Exception(e.getCause().getMessage(), e.getCause());
    }
    lent = order.remove();
    pictures -= lent.samples() != null ? 1 : 0;
    return lent.frame();
  }

  private void giveBack() {
    if (lent != null) {
      lent.close();
      lent = null;
    }
  }

  /** Stops: what has not come out is lost, and all memory is free. */
  @Override
  public synchronized void stop() {
    if (passage != null) {
      passage.close();
      passage = null;
    }
    giveBack();
    order.forEach(PackedFrame::close);
    order.clear();
    pictures = 0;
    ended = false;
  }

  @Override
  public void release() {
    stop();
  }
}
