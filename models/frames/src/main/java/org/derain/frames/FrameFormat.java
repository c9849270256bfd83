package org.derain.frames;

/**
 * The layout of a 4:2:0 picture: even width and height of the luma plane in pixels, and bits per
 * sample (8, or 9 to 15 stored in 16-bit words).
 */
public record FrameFormat(int width, int height, int bitDepth) {
  /** The longest side in pixels: OpenCV moves pixels no farther. */
  public static final int LONGEST = Short.MAX_VALUE - 1;

  /** Checks the ranges. */
  public FrameFormat {
    if (width < 2 || height < 2 || width % 2 != 0 || height % 2 != 0) {
      throw new IllegalArgumentException(
          "a 4:2:0 picture has even sides of at least 2 pixels, not " + width + "x" + height);
    }
    if (bitDepth < 8 || bitDepth > 15) {
      throw new IllegalArgumentException("8 to 15 bits per sample, not " + bitDepth);
    }
  }

  /** Bytes per sample: 1 or 2. */
  public int sampleBytes() {
    return bitDepth > 8 ? 2 : 1;
  }

  /** The largest sample value, for instance 255 or 1023. */
  public int peak() {
    return (1 << bitDepth) - 1;
  }

  /** Width in samples of plane 0 (Y), 1 (U) or 2 (V). */
  public int planeWidth(int plane) {
    return plane == 0 ? width : width / 2;
  }

  /** Height in rows of plane 0 (Y), 1 (U) or 2 (V). */
  public int planeHeight(int plane) {
    return plane == 0 ? height : height / 2;
  }

  /** Bytes of one plane, rows packed without padding. */
  public int planeBytes(int plane) {
    return planeWidth(plane) * planeHeight(plane) * sampleBytes();
  }

  /** Byte offset of a plane in the picture: Y, then U, then V. */
  public int planeOffset(int plane) {
    return plane == 0 ? 0 : plane == 1 ? planeBytes(0) : planeBytes(0) + planeBytes(1);
  }

  /** Bytes of the whole picture. */
  public int bytes() {
    return planeBytes(0) + 2 * planeBytes(1);
  }
}
