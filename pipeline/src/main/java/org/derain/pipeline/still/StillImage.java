package org.derain.pipeline.still;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.derain.frames.Jpeg;
import org.derain.frames.MediaException;
import org.derain.frames.Orientation;
import org.derain.frames.Picture;
import org.derain.frames.WholeFile;
import org.derain.pipeline.Keep;
import org.derain.pipeline.Memory;
import org.derain.pipeline.codec.Container;

/**
 * A still as its file has it: samples of 8 or 16 bits, grey or colour, perhaps transparent, and
 * what it says about itself (EXIF, XMP, colour profile). All of it is OpenCV's reading. In here it
 * is upright; in its file it lies as EXIF says.
 */
final class StillImage implements AutoCloseable {
  /** Metadata blocks (EXIF, XMP, ICC and so on) that OpenCV returns, at most. */
  private static final long KINDS = 8;

  /** Of memory for each pixel, at most: samples, a copy, and what is changed in one colour. */
  private static final int BYTES = 20;

  /** Where a colour profile says what it is of. */
  private static final int SPACE = 16;

  private final Path file;
  private final boolean damaged;
  private final Mat samples;
  private final Orientation orientation;

  /** The clip of a motion photo, behind its picture; mostly nothing. */
  private final byte[] behind;

  private final IntPointer kinds = new IntPointer(KINDS).limit(0);
  private final MatVector about = new MatVector();

  private StillImage(Path file, byte[] content) {
    this.file = file;
    JpegFile jpeg = new JpegFile(content);
    this.damaged = jpeg.isDamaged();
    this.samples = damaged ? jpeg.salvaged() : decoded(content);
    if (damaged) {
      decoded(jpeg.about(Jpeg.encode(new Mat(8, 8, CV_8U), 50))).close();
    }
    this.orientation = orientation();
    this.behind = format(file) == StillFormat.JPEG ? jpeg.behind() : new byte[0];
    if (!orientation.isUpright() && !samples.empty()) {
      turn(orientation);
    }
  }

  /** The picture; what it says about itself is taken note of. */
  private Mat decoded(byte[] content) {
    try (BytePointer bytes = new BytePointer(content);
        Mat file = new Mat(1, content.length, CV_8U, bytes)) {
      return opencv_imgcodecs.imdecodeWithMetadata(
          file, kinds, about, opencv_imgcodecs.IMREAD_UNCHANGED);
    }
  }

  private Orientation orientation() {
    for (int i = 0; i < about.size(); i++) {
      if (kinds.get(i) == opencv_imgcodecs.IMAGE_METADATA_EXIF) {
        byte[] block = new byte[Math.toIntExact(about.get(i).total())];
        new BytePointer(about.get(i).data()).get(block);
        return Exif.orientation(block);
      }
    }
    return Orientation.UPRIGHT;
  }

  private void turn(Orientation by) {
    try (Mat turned = new Mat()) {
      by.turn(samples, turned);
      turned.assignTo(samples);
    }
  }

  /**
   * Reads a file.
   *
   * @throws MediaException when it is none that can be cleaned as a still
   */
  static StillImage read(Path file) {
    long pictures = opencv_imgcodecs.imcount(file.toString());
    if (pictures > 1) {
      throw new MediaException(file + ": has " + pictures + " pictures, and only one is a still");
    }
    byte[] content = content(file);
    PictureSize size = PictureSize.of(content);
    Memory.check(file, size.width(), size.height(), size.pixels() * BYTES);
    StillImage picture = new StillImage(file, content);
    Optional<String> problem = picture.problem();
    if (problem.isPresent()) {
      picture.close();
      throw new MediaException(file + ": " + problem.get());
    }
    return picture;
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new MediaException(file + ": not readable: " + WholeFile.reason(e), e);
    }
  }

  private Optional<String> problem() {
    if (samples.empty() || (samples.depth() != CV_8U && samples.depth() != CV_16U)) {
      return Optional.of(
          "damaged, or not a picture with 8 or 16 bits per sample; convert it to PNG first");
    }
    for (int i = 0; i < about.size(); i++) {
      if (kinds.get(i) == opencv_imgcodecs.IMAGE_METADATA_ICCP && foreign(about.get(i))) {
        return Optional.of("its colour profile is not of RGB or grey; convert it to RGB first");
      }
    }
    return Optional.empty();
  }

  private static boolean foreign(Mat profile) {
    byte[] space = new byte[4];
    if (profile.total() < SPACE + space.length) {
      return true;
    }
    new BytePointer(profile.data()).position(SPACE).get(space);
    String name = new String(space, StandardCharsets.US_ASCII);
    return !name.equals("RGB ") && !name.equals("GRAY");
  }

  private static StillFormat format(Path file) {
    return StillFormat.of(file).orElseThrow();
  }

  /** Whether a file is a still picture, by the ending of its name. */
  static boolean isNamed(Path file) {
    return StillFormat.of(file).isPresent();
  }

  /**
   * Checks that nothing that matters is lost in a file of another format.
   *
   * @param notes told of what is
   */
  void check(Path target, Consumer<String> notes) {
    if (damaged) {
      notes.accept("its data ends early or is broken; what can be shown of it is cleaned");
    }
    String ending = Container.extension(target);
    StillFormat format = format(target);
    if (!format.metadata && !about.empty()) {
      throw new MediaException(
          target
              + ": EXIF, XMP and colour profile of the source do not go into ."
              + ending
              + "; name the result .png, .jpg or .webp");
    }
    if (format(file) == StillFormat.TIFF) {
      notes.accept("EXIF, XMP and colour profile of a TIFF, if it has any, are left out");
    }
    if (!format.deep && samples.depth() == CV_16U) {
      notes.accept("." + ending + " has 8 bits per sample, the source 16");
    }
    if (behind.length > 0 && format != StillFormat.JPEG) {
      notes.accept("the clip of this motion photo is left out; name the result .jpg to keep it");
    }
    if (!format.transparent && hasAlpha()) {
      notes.accept("." + ending + " has no transparency; it is left out");
    }
  }

  /** Whether its data ended early or is broken. */
  boolean isDamaged() {
    return damaged;
  }

  int width() {
    return samples.cols();
  }

  int height() {
    return samples.rows();
  }

  private boolean hasAlpha() {
    return samples.channels() % 2 == 0;
  }

  /** As a network sees it: 4:2:0, no larger than a frame of video; the caller's to close. */
  Picture planes() {
    return StillPlanes.of(samples);
  }

  /** Adds what was changed in {@link #planes}. */
  void change(Picture before, Picture after) {
    StillPlanes.change(samples, before, after);
  }

  /** A copy of the samples as they are now; the caller's to close. */
  Mat copy() {
    return samples.clone();
  }

  /** Puts parts of another picture of the same size in their places. */
  void putBack(List<Keep> parts, Mat other) {
    parts.forEach(part -> part.copy(other, samples, 1));
  }

  /** Puts another picture of the same height to the left. */
  void putBefore(Mat other) {
    try (PointerScope scope = new PointerScope()) {
      opencv_core.hconcat(new MatVector(other, samples), samples);
    }
  }

  /** The file's content in the format that a name asks for; the last that is done with it. */
  byte[] encoded(Path target) {
    String ending = "." + Container.extension(target);
    StillFormat format = format(target);
    if (!orientation.isUpright()) {
      turn(orientation.inverse());
    }
    try (PointerScope scope = new PointerScope()) {
      Mat written = samples;
      if (samples.depth() == CV_16U && !format.deep) {
        written = new Mat();
        samples.convertTo(written, CV_8U, 1.0 / 257, 0);
      }
      BytePointer bytes = new BytePointer();
      IntPointer options = format.options();
      boolean done =
          format.metadata
              ? opencv_imgcodecs.imencodeWithMetadata(
                  new BytePointer(ending), written, kinds, about, bytes, options)
              : opencv_imgcodecs.imencode(ending, written, bytes, options);
      if (!done) {
        throw new MediaException(target + ": OpenCV cannot write such a picture as " + ending);
      }
      int length = Math.toIntExact(bytes.limit());
      byte[] content = new byte[length + (format == StillFormat.JPEG ? behind.length : 0)];
      bytes.get(content, 0, length);
      System.arraycopy(behind, 0, content, length, content.length - length);
      return content;
    }
  }

  @Override
  public void close() {
    samples.close();
    kinds.close();
    about.close();
  }
}
