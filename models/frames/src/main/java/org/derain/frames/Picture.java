package org.derain.frames;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * One 4:2:0 picture off the Java heap: planes Y, U, V one behind the other, rows packed. Allocated
 * once and reused; close it to give the memory back.
 */
public final class Picture implements AutoCloseable {
  private final FrameFormat format;
  private final BytePointer memory;
  private final ByteBuffer buffer;
  private final Mat[] mats = new Mat[3];

  /** Allocates a picture; the samples are not initialised. */
  public Picture(FrameFormat format) {
    this.format = format;
    this.memory = new BytePointer(Pointer.malloc(format.bytes())).capacity(format.bytes());
    this.buffer = memory.asByteBuffer().order(ByteOrder.nativeOrder());
    int type = format.sampleBytes() == 1 ? opencv_core.CV_8UC1 : opencv_core.CV_16UC1;
    for (int p = 0; p < 3; p++) {
      mats[p] = new Mat(format.planeHeight(p), format.planeWidth(p), type, pointer(p));
    }
  }

  /** The layout. */
  public FrameFormat format() {
    return format;
  }

  /** A native-order view of one plane, position 0, limit at its end. */
  public ByteBuffer plane(int plane) {
    return buffer
        .slice(format.planeOffset(plane), format.planeBytes(plane))
        .order(ByteOrder.nativeOrder());
  }

  /** A native-order view of the whole picture. */
  public ByteBuffer buffer() {
    return buffer.duplicate().order(ByteOrder.nativeOrder());
  }

  /** One plane as an OpenCV matrix over the same memory; it belongs to the picture. */
  public Mat mat(int plane) {
    return mats[plane];
  }

  /** The address of one plane. */
  public BytePointer pointer(int plane) {
    return new BytePointer(memory).position(format.planeOffset(plane));
  }

  /** The luma in 8-bit steps, row by row. */
  public byte[] luma() {
    byte[] samples = new byte[format.width() * format.height()];
    if (format.sampleBytes() == 1) {
      plane(0).get(samples);
      return samples;
    }
    try (Mat eight = new Mat()) {
      mats[0].convertTo(eight, opencv_core.CV_8UC1, 255.0 / format.peak(), 0);
      eight.data().get(samples);
    }
    return samples;
  }

  /** Copies all samples of another picture of the same format. */
  public void copyFrom(Picture other) {
    if (!other.format.equals(format)) {
      throw new IllegalArgumentException(other.format + " does not fit into " + format);
    }
    Pointer.memcpy(memory, other.memory, format.bytes());
  }

  @Override
  public void close() {
    for (Mat mat : mats) {
      mat.close();
    }
    Pointer.free(memory);
    memory.setNull();
  }
}
