package org.derain.pipeline.still;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.FrameFormat;
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
  /** File formats, by ending, and whether they take what a picture says about itself. */
  private static final Map<String, Boolean> ENDINGS =
      Map.of(
          "png", true, "jpg", true, "jpeg", true, "webp", true, "tif", false, "tiff", false, "bmp",
          false);

  /** Those with 16 bits, and those without transparency. */
  private static final Set<String> DEEP = Set.of("png", "tif", "tiff");

  private static final Set<String> OPAQUE = Set.of("jpg", "jpeg", "bmp");

  private static final int QUALITY = 97;

  /** As many kinds of what a picture says about itself as there can be. */
  private static final long KINDS = 8;

  /** The longer side of what a network sees, in pixels, at most. */
  private static final int LONGEST = 1920;

  /** Of memory for each pixel, at most: samples, a copy, and what is changed in one colour. */
  private static final int BYTES = 20;

  /** Where a colour profile says what it is of. */
  private static final int SPACE = 16;

  /** BT.601, limited range: from blue, green, red (0 to 255) to Y, Cb, Cr. */
  private static final float[][] TO_PLANES = {
    {24.966f / 255, 128.553f / 255, 65.481f / 255},
    {112f / 255, -74.203f / 255, -37.797f / 255},
    {-18.214f / 255, -93.786f / 255, 112f / 255}
  };

  /** Back again, differences alone. */
  private static final double[][] FROM_PLANES = {
    {255.0 / 219, 2.01723, 0}, {255.0 / 219, -0.39176, -0.81297}, {255.0 / 219, 0, 1.59603}
  };

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
    Jpeg jpeg = new Jpeg(content);
    this.damaged = jpeg.isDamaged();
    this.samples = damaged ? jpeg.salvaged() : decoded(content);
    if (damaged) {
      decoded(jpeg.about(encoded("jpg", new Mat(8, 8, CV_8U)))).close();
    }
    this.orientation = orientation();
    this.behind = isJpeg(file) ? MotionPhoto.behind(content) : new byte[0];
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

  private static byte[] encoded(String ending, Mat picture) {
    try (BytePointer bytes = new BytePointer()) {
      opencv_imgcodecs.imencode("." + ending, picture, bytes);
      byte[] content = new byte[Math.toIntExact(bytes.limit())];
      bytes.get(content);
      return content;
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
    String complaint = picture.complaint();
    if (complaint != null) {
      picture.close();
      throw new MediaException(file + ": " + complaint);
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

  private String complaint() {
    if (samples.empty() || (samples.depth() != CV_8U && samples.depth() != CV_16U)) {
      return "damaged, or not a picture with 8 or 16 bits per sample; convert it to PNG first";
    }
    for (int i = 0; i < about.size(); i++) {
      if (kinds.get(i) == opencv_imgcodecs.IMAGE_METADATA_ICCP && foreign(about.get(i))) {
        return "its colour profile is not of RGB or grey; convert it to RGB first";
      }
    }
    return null;
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

  /** Whether a file is a still picture, by the ending of its name. */
  static boolean isNamed(Path file) {
    return ENDINGS.containsKey(Container.extension(file));
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
    if (!ENDINGS.get(ending) && !about.empty()) {
      throw new MediaException(
          target
              + ": EXIF, XMP and colour profile of the source do not go into ."
              + ending
              + "; name the result .png, .jpg or .webp");
    }
    if (Container.extension(file).startsWith("tif")) {
      notes.accept("EXIF, XMP and colour profile of a TIFF, if it has any, are left out");
    }
    if (!DEEP.contains(ending) && samples.depth() == CV_16U) {
      notes.accept("." + ending + " has 8 bits per sample, the source 16");
    }
    if (behind.length > 0 && !isJpeg(target)) {
      notes.accept("the clip of this motion photo is left out; name the result .jpg to keep it");
    }
    if (OPAQUE.contains(ending) && hasAlpha()) {
      notes.accept("." + ending + " has no transparency; it is left out");
    }
  }

  /** Whether its data ended early or is broken. */
  boolean isDamaged() {
    return damaged;
  }

  private static boolean isJpeg(Path file) {
    return Container.extension(file).startsWith("jp");
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

  /** Samples of 16 bits per step of 8. */
  private double step() {
    return samples.depth() == CV_8U ? 1 : 257;
  }

  /** As a network sees it: 4:2:0, no larger than a frame of video; the caller's to close. */
  Picture planes() {
    boolean deep = samples.depth() == CV_16U;
    int columns = reduced(width());
    int rows = reduced(height());
    FrameFormat format = new FrameFormat(even(columns), even(rows), deep ? 12 : 8);
    Picture picture = new Picture(format);
    double scale = deep ? 16 : 1;
    try (PointerScope scope = new PointerScope()) {
      Mat colours = new Mat();
      opencv_imgproc.resize(
          samples, colours, new Size(columns, rows), 0, 0, opencv_imgproc.INTER_AREA);
      colours.convertTo(colours, CV_32F, 1 / step(), 0);
      opencv_core.copyMakeBorder(
          colours,
          colours,
          0,
          format.height() - rows,
          0,
          format.width() - columns,
          BORDER_REPLICATE);
      for (int plane = 0; plane < 3; plane++) {
        Mat into = picture.mat(plane);
        Mat values = plane(colours, plane);
        opencv_imgproc.resize(values, values, into.size(), 0, 0, opencv_imgproc.INTER_AREA);
        values.convertTo(into, into.type(), scale, scale * (plane == 0 ? 16 : 128));
      }
    }
    return picture;
  }

  /** What a side becomes where the network sees a large picture reduced. */
  private int reduced(int side) {
    double shrink = Math.max(1, (double) Math.max(width(), height()) / LONGEST);
    return Math.max(1, (int) Math.round(side / shrink));
  }

  private static int even(int length) {
    return length + length % 2;
  }

  /** Y, Cb or Cr without its offset. */
  private static Mat plane(Mat colours, int plane) {
    int channels = colours.channels();
    Mat weights = new Mat(1, channels, CV_32F, Scalar.all(0));
    float[] values = channels >= 3 ? TO_PLANES[plane] : new float[] {plane == 0 ? 219f / 255 : 0};
    new FloatPointer(weights.data()).put(values, 0, values.length);
    Mat result = new Mat();
    opencv_core.transform(colours, result, weights);
    return result;
  }

  /** Adds what was changed in {@link #planes}. */
  void change(Picture before, Picture after) {
    double scale = before.format().bitDepth() == 8 ? 1 : 1 / 16.0;
    try (PointerScope scope = new PointerScope()) {
      Mat[] changes = new Mat[3];
      for (int plane = 0; plane < 3; plane++) {
        Mat change = new Mat();
        opencv_core.subtract(after.mat(plane), before.mat(plane), change, new Mat(), CV_32F);
        opencv_imgproc.resize(
            change, change, before.mat(0).size(), 0, 0, opencv_imgproc.INTER_LINEAR);
        changes[plane] = new Mat(change, new Rect(0, 0, reduced(width()), reduced(height())));
      }
      int colours = hasAlpha() ? samples.channels() - 1 : samples.channels();
      for (int c = 0; c < colours; c++) {
        double[] weights = colours == 1 ? new double[] {255.0 / 219, 0, 0} : FROM_PLANES[c];
        Mat sum = new Mat();
        opencv_core.addWeighted(changes[0], weights[0], changes[1], weights[1], 0, sum);
        opencv_core.scaleAdd(changes[2], weights[2], sum, sum);
        sum.convertTo(sum, CV_32F, scale * step(), 0);
        opencv_imgproc.resize(sum, sum, samples.size(), 0, 0, opencv_imgproc.INTER_LINEAR);
        Mat channel = new Mat();
        opencv_core.extractChannel(samples, channel, c);
        opencv_core.add(channel, sum, channel, new Mat(), samples.depth());
        opencv_core.insertChannel(channel, samples, c);
        channel.close();
        sum.close();
      }
    }
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
    String ending = Container.extension(target);
    if (!orientation.isUpright()) {
      turn(orientation.inverse());
    }
    try (PointerScope scope = new PointerScope()) {
      Mat written = samples;
      if (samples.depth() == CV_16U && !DEEP.contains(ending)) {
        written = new Mat();
        samples.convertTo(written, CV_8U, 1.0 / 257, 0);
      }
      BytePointer bytes = new BytePointer();
      IntPointer options = options(ending);
      boolean done =
          ENDINGS.get(ending)
              ? opencv_imgcodecs.imencodeWithMetadata(
                  new BytePointer("." + ending), written, kinds, about, bytes, options)
              : opencv_imgcodecs.imencode("." + ending, written, bytes, options);
      if (!done) {
        throw new MediaException(target + ": OpenCV cannot write such a picture as ." + ending);
      }
      int length = Math.toIntExact(bytes.limit());
      byte[] content = new byte[length + (isJpeg(target) ? behind.length : 0)];
      bytes.get(content, 0, length);
      System.arraycopy(behind, 0, content, length, content.length - length);
      return content;
    }
  }

  private static IntPointer options(String ending) {
    return switch (ending) {
      case "jpg", "jpeg" ->
          new IntPointer(
              opencv_imgcodecs.IMWRITE_JPEG_QUALITY,
              QUALITY,
              opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
              opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444);
      case "webp" -> new IntPointer(opencv_imgcodecs.IMWRITE_WEBP_QUALITY, QUALITY);
      default -> new IntPointer();
    };
  }

  @Override
  public void close() {
    samples.close();
    kinds.close();
    about.close();
  }
}
