package org.derain.pipeline.still;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.derain.pipeline.codec.Container;

/** The file formats of stills, by ending, and what each can hold. */
enum StillFormat {
  PNG(true, true, true, List.of("png")),
  JPEG(
      false,
      false,
      true,
      List.of("jpg", "jpeg"),
      opencv_imgcodecs.IMWRITE_JPEG_QUALITY,
      StillFormat.QUALITY,
      opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
      opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444),
  WEBP(
      false,
      true,
      true,
      List.of("webp"),
      opencv_imgcodecs.IMWRITE_WEBP_QUALITY,
      StillFormat.QUALITY),
  TIFF(true, true, false, List.of("tif", "tiff")),
  BMP(false, false, false, List.of("bmp"));

  private static final int QUALITY = 97;

  /** Whether samples may have 16 bits. */
  final boolean deep;

  final boolean transparent;

  /** Whether it takes EXIF, XMP and a colour profile. */
  final boolean metadata;

  private final List<String> endings;
  private final int[] options;

  StillFormat(
      boolean deep, boolean transparent, boolean metadata, List<String> endings, int... options) {
    this.deep = deep;
    this.transparent = transparent;
    this.metadata = metadata;
    this.endings = endings;
    this.options = options;
  }

  /** That of a file, by the ending of its name; empty when it is named like no still. */
  static Optional<StillFormat> of(Path file) {
    String ending = Container.extension(file);
    return Stream.of(values()).filter(format -> format.endings.contains(ending)).findFirst();
  }

  /** How OpenCV is to encode it. */
  IntPointer options() {
    return new IntPointer(options);
  }
}
