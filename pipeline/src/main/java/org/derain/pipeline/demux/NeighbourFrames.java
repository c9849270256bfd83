package org.derain.pipeline.demux;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.derain.frames.MediaException;
import org.derain.pipeline.codec.Codec;

/**
 * The frames of the recordings around one that its first and last windows see. Their times go on
 * with its own. A neighbour that cannot be read, or has other pictures, has none.
 */
final class NeighbourFrames implements AutoCloseable {
  private final Surroundings around;
  private final Codec codec;
  private final int threads;
  private final Consumer<String> notes;
  private MediaSource after;
  private boolean asked;
  private int format;
  private int width;
  private int height;

  /** Opens nothing yet; with the codec and the threads of the recording between them. */
  NeighbourFrames(Surroundings around, Codec codec, int threads, Consumer<String> notes) {
    this.around = around;
    this.codec = codec;
    this.threads = threads;
    this.notes = notes;
  }

  /**
   * The last frames of the recording before, which belong to the caller.
   *
   * @param first frame of the one between
   * @param most how many at most
   */
  Deque<AVFrame> before(AVFrame first, int most) {
    format = first.format();
    width = first.width();
    height = first.height();
    Deque<AVFrame> last = new ArrayDeque<>();
    Path file = around.fileBefore().orElse(null);
    if (file == null || most == 0) {
      return last;
    }
    try (MediaSource source = open(file, last(file))) {
      for (AVFrame frame = source.pull(); frame != null; frame = source.pull()) {
        last.add(frame);
        if (last.size() > most || !isAlike(frame)) {
          av_frame_free(last.poll());
        }
      }
    } catch (MediaException e) {
      notes.accept("the windows of its first frames end there: " + e.getMessage());
    }
    long time = first.pts();
    for (AVFrame frame : (Iterable<AVFrame>) last::descendingIterator) {
      time -= Math.max(1, first.duration());
      frame.pts(time);
    }
    return last;
  }

  /**
   * The next frame of the recording behind, which belongs to the caller; null when there is none.
   *
   * @param time when it is shown, on the clock of the one between
   */
  AVFrame after(long time) {
    if (!asked) {
      asked = true;
      around.fileAfter().ifPresent(this::openAfter);
    }
    try {
      AVFrame frame = after == null ? null : after.pull();
      if (frame != null && !isAlike(frame)) {
        av_frame_free(frame);
        return null;
      }
      return frame == null ? null : frame.pts(time);
    } catch (MediaException e) {
      return null; // It was only to be looked at.
    }
  }

  private void openAfter(Path file) {
    try {
      after = open(file, Cut.ALL);
    } catch (MediaException e) {
      notes.accept("the windows of its last frames end there: " + e.getMessage());
    }
  }

  private MediaSource open(Path file, Cut cut) {
    return MediaSource.open(file, cut, codec, threads, note -> {});
  }

  /**
   * A source begins a second and the context ahead of its cut: this one, the context before the
   * end.
   */
  private static Cut last(Path file) {
    try (Demuxer demuxer = Demuxer.open(file)) {
      return new Cut(AnnouncedDuration.of(demuxer).seconds() + 1, Double.POSITIVE_INFINITY);
    }
  }

  private boolean isAlike(AVFrame frame) {
    return frame.format() == format && frame.width() == width && frame.height() == height;
  }

  @Override
  public void close() {
    if (after != null) {
      after.close();
    }
  }
}
