package org.derain.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.derain.frames.MediaException;

/**
 * Where drops or dirt on the glass hide the scene, as a picture says it: bright places hide, dark
 * ones do not. As large as the video as it is shown, or of its shape.
 */
public final class GlassMask {
  /** Sides may differ by this share from those of a video. */
  private static final double ODD = 0.02;

  private final String name;
  private final int width;
  private final int height;
  private final byte[] samples;

  private GlassMask(String name, int width, int height, byte[] samples) {
    this.name = name;
    this.width = width;
    this.height = height;
    this.samples = samples;
  }

  /**
   * Reads a picture.
   *
   * @throws MediaException when it is none, or hides nothing
   */
  public static GlassMask read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new MediaException(file + ": no such file; draw a picture, white where drops hide");
    }
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new MediaException(file + ": cannot be read: " + e.getMessage(), e);
    }
    try (BytePointer raw = new BytePointer(bytes);
        Mat coded = new Mat(1, Math.max(1, bytes.length), opencv_core.CV_8UC1, raw);
        Mat grey =
            bytes.length == 0
                ? new Mat()
                : opencv_imgcodecs.imdecode(coded, opencv_imgcodecs.IMREAD_GRAYSCALE)) {
      if (grey.empty()) {
        throw new MediaException(file + ": not a picture; give a PNG, white where drops hide");
      }
      if (opencv_core.countNonZero(grey) == 0) {
        throw new MediaException(file + ": all black, so that nothing is hidden; draw drops white");
      }
      byte[] samples = new byte[grey.cols() * grey.rows()];
      grey.data().get(samples);
      return new GlassMask(file.getFileName().toString(), grey.cols(), grey.rows(), samples);
    }
  }

  /**
   * One that was found.
   *
   * @param name for messages
   * @param samples row by row, 0 to 255 (unsigned), bright where something hides
   */
  public static GlassMask of(String name, int width, int height, byte[] samples) {
    if (samples.length != width * height) {
      throw new IllegalArgumentException(samples.length + " samples for " + width + "x" + height);
    }
    return new GlassMask(name, width, height, samples.clone());
  }

  /** What is wrong with it for pictures of a size. */
  public Optional<String> problem(int columns, int rows) {
    double other = (double) width * rows / ((double) height * columns);
    return other > 1 - ODD && other < 1 + ODD
        ? Optional.empty()
        : Optional.of(
            "the mask of the glass, "
                + name
                + ", has "
                + width
                + "x"
                + height
                + " pixels and the pictures have "
                + columns
                + "x"
                + rows
                + ": make it of their shape");
  }

  /** It as a matrix, CV_8UC1, 0 to 255, which is the caller's to close. */
  public Mat mat() {
    Mat mat = new Mat(height, width, opencv_core.CV_8UC1);
    mat.data().put(samples);
    return mat;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GlassMask mask
        && mask.width == width
        && Arrays.equals(mask.samples, samples);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(samples);
  }

  /** Its size, and a checksum of what it shows. */
  @Override
  public String toString() {
    CRC32 crc = new CRC32();
    crc.update(samples);
    return String.format(Locale.ROOT, "%dx%d %x", width, height, crc.getValue());
  }
}
