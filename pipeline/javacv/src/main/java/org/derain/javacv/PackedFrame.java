package org.derain.javacv;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacv.Frame;
import org.derain.pipeline.codec.Ffmpeg;

/**
 * A copy of a frame that owns its content: a grabber gives the same object again and again, and
 * JavaCV's own copy of a raw frame holds its first plane alone. Planes lie one behind the other,
 * rows packed, as {@code FFmpegFrameRecorder} reads them.
 */
final class PackedFrame implements AutoCloseable {
  private final Frame frame;
  private final Pointer reference;
  private final Pointer[] memory;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();

  private PackedFrame(Frame frame, Pointer reference, Pointer... memory) {
    this.frame = frame;
    this.reference = reference;
    this.memory = memory;
  }

  /** Copies what is no picture: sound, data, subtitles. It is ready. */
  static PackedFrame ofOther(Frame from) {
    Frame copy = from.clone();
    Pointer[] memory = (Pointer[]) copy.opaque;
    Pointer reference = null;
    if (from.opaque instanceof AVFrame samples) {
      reference = av_frame_clone(samples);
    } else if (from.opaque instanceof AVPacket packet) {
      reference = av_packet_clone(packet);
    }
    copy.opaque = reference;
    PackedFrame packed = new PackedFrame(copy, reference, memory);
    packed.ready.complete(null);
    return packed;
  }

  /**
   * Copies a picture, with its time, its colour tags and its side data.
   *
   * @param samples as {@link Samples#of} finds them
   */
  static PackedFrame ofPicture(Frame from, AVFrame samples) {
    AVFrame copy = packed(samples.width(), samples.height(), samples.format());
    try {
      Ffmpeg.check(av_frame_copy(copy, samples), "copying a picture");
      Ffmpeg.check(av_frame_copy_props(copy, samples), "copying a picture");
    } catch (RuntimeException e) {
      av_frame_free(copy);
      throw e;
    }
    Frame frame = new Frame();
    frame.keyFrame = from.keyFrame;
    frame.pictType = from.pictType;
    frame.streamIndex = from.streamIndex;
    frame.type = from.type;
    frame.timestamp = from.timestamp;
    frame.opaque = copy;
    boolean words = Samples.words(copy.format());
    frame.imageWidth = copy.width();
    frame.imageHeight = copy.height();
    frame.imageDepth = words ? Frame.DEPTH_USHORT : Frame.DEPTH_UBYTE;
    frame.imageStride = copy.linesize(0) / (words ? 2 : 1);
    frame.imageChannels = Math.max(1, frame.imageStride / frame.imageWidth);
    ByteBuffer all = new BytePointer(copy.data(0)).capacity(copy.buf(0).size()).asByteBuffer();
    frame.image = new java.nio.Buffer[] {words ? all.asShortBuffer() : all};
    return new PackedFrame(frame, copy);
  }

  /** A frame with memory for its samples, planes one behind the other; the caller's to free. */
  static AVFrame packed(int width, int height, int format) {
    AVFrame frame = av_frame_alloc().width(width).height(height).format(format);
    int size = Ffmpeg.check(av_image_get_buffer_size(format, width, height, 1), "a picture");
    AVBufferRef buffer = av_buffer_alloc(size);
    if (buffer == null) {
      av_frame_free(frame);
      throw new OutOfMemoryError("no native memory for a picture of " + size + " bytes");
    }
    frame.buf(0, buffer);
    try (PointerPointer<?> planes = new PointerPointer<>(frame)) {
      av_image_fill_arrays(planes, frame.linesize(), buffer.data(), format, width, height, 1);
    }
    return frame;
  }

  /** The samples of a picture; null of anything else. */
  AVFrame samples() {
    return frame.image == null ? null : (AVFrame) reference;
  }

  /** As it leaves; valid until this is closed. */
  Frame frame() {
    return frame;
  }

  /** Done once the rain is out, or failed. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  @Override
  public void close() {
    if (reference instanceof AVFrame samples) {
      av_frame_free(samples);
    } else if (reference instanceof AVPacket packet) {
      av_packet_free(packet);
    }
    for (Pointer pointer : memory) {
      if (pointer != null) {
        pointer.releaseReference();
      }
    }
  }
}
