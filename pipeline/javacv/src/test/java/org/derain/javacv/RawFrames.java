package org.derain.javacv;

import static org.bytedeco.ffmpeg.global.avutil.*;

import java.util.Random;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacv.Frame;

/** Raw frames as a grabber gives them: padded rows, the same object each time. */
final class RawFrames implements AutoCloseable {
  final Frame frame = new Frame();
  private final AVFrame samples;

  RawFrames(int width, int height, int format) {
    samples = av_frame_alloc().width(width).height(height).format(format);
    if (av_frame_get_buffer(samples, 0) < 0) {
      throw new IllegalStateException("no memory");
    }
    frame.image = new java.nio.Buffer[] {samples.data(0).capacity(16).asByteBuffer()};
    frame.imageWidth = width;
    frame.imageHeight = height;
    frame.imageDepth = Frame.DEPTH_UBYTE;
    frame.imageStride = samples.linesize(0);
    frame.imageChannels = samples.linesize(0) / width;
    frame.type = Frame.Type.VIDEO;
    frame.opaque = samples;
  }

  AVFrame samples() {
    return samples;
  }

  /** Noise of this seed; samples of more than 8 bits are in range. */
  RawFrames noise(long seed) {
    Random random = new Random(seed);
    boolean words = Samples.words(samples.format());
    int peak = Samples.peak(samples.format());
    int step = words ? peak & -peak : 1;
    for (int plane = 0; plane < av_pix_fmt_count_planes(samples.format()); plane++) {
      int rows = rows(samples, plane);
      BytePointer row = new BytePointer(samples.data(plane));
      byte[] values = new byte[samples.linesize(plane)];
      for (int y = 0; y < rows; y++) {
        random.nextBytes(values);
        for (int i = 0; words && i < values.length - 1; i += 2) {
          int value = (values[i + 1] & 255) << 8 | values[i] & 255;
          value = value % (peak / step + 1) * step;
          values[i] = (byte) value;
          values[i + 1] = (byte) (value >> 8);
        }
        row.position((long) y * samples.linesize(plane)).put(values);
      }
    }
    return this;
  }

  private static int rows(AVFrame samples, int plane) {
    int shift =
        plane == 1 || plane == 2 ? av_pix_fmt_desc_get(samples.format()).log2_chroma_h() : 0;
    return -(-samples.height() >> shift);
  }

  RawFrames time(long pts) {
    samples.pts(pts).best_effort_timestamp(pts).duration(1);
    frame.timestamp = pts * 40_000;
    return this;
  }

  /** All samples without the padding of rows. */
  static byte[] packed(AVFrame samples) {
    int size = av_image_get_buffer_size(samples.format(), samples.width(), samples.height(), 1);
    byte[] all = new byte[size];
    try (BytePointer copy = new BytePointer(size);
        var planes = new org.bytedeco.javacpp.PointerPointer<BytePointer>(samples)) {
      av_image_copy_to_buffer(
          copy,
          size,
          planes,
          samples.linesize(),
          samples.format(),
          samples.width(),
          samples.height(),
          1);
      copy.get(all);
    }
    return all;
  }

  @Override
  public void close() {
    av_frame_free(samples);
  }
}
