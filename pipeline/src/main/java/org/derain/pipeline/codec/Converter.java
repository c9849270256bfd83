package org.derain.pipeline.codec;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.derain.frames.Rational;

/**
 * Brings decoded frames to one size and pixel format. Frames that have them already pass untouched.
 * Interlaced frames are deinterlaced (bwdif, one frame out per frame in); subsampling, colour model
 * and depth are converted by swscale (bicubic, accurate rounding); a stream that changes its size
 * is scaled to its first one, and keeps its shape. The chain is built anew when the properties of
 * the frames change.
 */
public final class Converter implements AutoCloseable {
  private final int width;
  private final int height;
  private final PixelLayout target;
  private final Rational timeBase;
  private final Consumer<String> notes;
  private final Deque<AVFrame> ready = new ArrayDeque<>();
  private final Map<Long, Long> durations = new HashMap<>();
  private FilterGraph graph;
  private double aspect;
  private String source = "";
  private boolean interlaced;
  private boolean resized;

  /**
   * For one stream.
   *
   * @param width of the frames that come out, in pixels
   * @param target their pixel format
   * @param timeBase the unit of their timestamps
   * @param interlaced whether the container says that frames are interlaced; those that say so
   *     themselves are found in any case
   */
  public Converter(
      int width,
      int height,
      PixelLayout target,
      Rational timeBase,
      boolean interlaced,
      Consumer<String> notes) {
    this.width = width;
    this.height = height;
    this.target = target;
    this.timeBase = timeBase;
    this.notes = notes;
    if (interlaced) {
      noteInterlaced();
    }
  }

  private void noteInterlaced() {
    interlaced = true;
    notes.accept(
        "interlaced video is deinterlaced (bwdif, as many frames as before): every frame comes out"
            + " progressive");
  }

  /** Takes a frame; its content moves. */
  public void push(AVFrame frame) {
    int plain = PixelLayout.withoutRange(frame.format());
    if (plain != frame.format()) {
      frame.format(plain).color_range(AVCOL_RANGE_JPEG);
    }
    if (!interlaced && (frame.flags() & AVFrame.AV_FRAME_FLAG_INTERLACED) != 0) {
      noteInterlaced();
    }
    if (aspect == 0) {
      aspect = Fit.pixelAspect(frame);
    }
    boolean sameSize = frame.width() == width && frame.height() == height;
    if (!sameSize && !resized) {
      resized = true;
      notes.accept(
          String.format(
              "the size changes in mid-stream from %dx%d to %dx%d; everything is scaled to the"
                  + " first size, with black bars where the shape is another",
              width, height, frame.width(), frame.height()));
    }
    boolean same = sameSize && frame.format() == target.format();
    if (same && !interlaced) {
      finish();
      AVFrame moved = av_frame_alloc();
      av_frame_move_ref(moved, frame);
      ready.add(moved);
      return;
    }
    String wanted = describe(frame);
    if (!wanted.equals(source)) {
      finish();
      graph = new FilterGraph(wanted, timeBase, filters(frame, same));
      source = wanted;
    }
    durations.put(frame.pts(), frame.duration());
    graph.push(frame);
    pullAll();
  }

  private String describe(AVFrame frame) {
    int num = frame.sample_aspect_ratio().num();
    int den = frame.sample_aspect_ratio().den();
    return String.format(
        "video_size=%dx%d:pix_fmt=%d:pixel_aspect=%d/%d:colorspace=%d:range=%d",
        frame.width(),
        frame.height(),
        frame.format(),
        num,
        Math.max(1, den),
        frame.colorspace(),
        frame.color_range());
  }

  private String filters(AVFrame frame, boolean same) {
    StringBuilder chain = new StringBuilder();
    if (interlaced && frame.width() >= 3 && frame.height() >= 4) {
      chain.append("bwdif=mode=send_frame:parity=auto:deint=interlaced,");
    }
    if (!same) {
      Fit fit = Fit.of(frame, width, height, aspect);
      chain.append("scale=").append(fit.width()).append(':').append(fit.height());
      chain.append(":flags=bicubic+accurate_rnd+full_chroma_inp+full_chroma_int");
      if (PixelLayout.of(frame.format()).rgb()) {
        chain
            .append(":out_color_matrix=")
            .append(Colours.isHigh(width, height) ? "bt709" : "bt601");
        chain.append(":out_range=tv");
      }
      chain.append(',').append(fit.bars(width, height));
    }
    return chain.append("format=").append(target.name()).toString();
  }

  private void pullAll() {
    AVFrame next = av_frame_alloc();
    while (graph.pull(next)) {
      Long duration = durations.remove(next.pts());
      next.duration(duration == null ? 0 : duration);
      ready.add(next);
      next = av_frame_alloc();
    }
    av_frame_free(next);
  }

  /** Lets out what the chain still holds; more frames may follow. */
  public void finish() {
    if (graph != null) {
      graph.push(null);
      pullAll();
      graph.close();
      graph = null;
      source = "";
    }
  }

  /** The next frame, which belongs to the caller; null when there is none at the moment. */
  public AVFrame poll() {
    return ready.poll();
  }

  @Override
  public void close() {
    if (graph != null) {
      graph.close();
      graph = null;
    }
    ready.forEach(org.bytedeco.ffmpeg.global.avutil::av_frame_free);
    ready.clear();
  }
}
