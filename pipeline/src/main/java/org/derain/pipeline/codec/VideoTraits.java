package org.derain.pipeline.codec;

import static org.bytedeco.ffmpeg.global.avutil.*;

import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.derain.frames.Colour;
import org.derain.frames.FrameFormat;
import org.derain.frames.Orientation;
import org.derain.frames.Rational;

/**
 * What a result must share with its source.
 *
 * @param width of the pictures as they are stored, before aspect ratio and rotation, in pixels; may
 *     be odd
 * @param height likewise
 * @param orientation how stored pictures are turned to be shown
 * @param format of the pictures in the pipeline: the same size, made even and turned upright
 * @param frameRate average, in frames per second
 * @param timeBase the unit of timestamps, in seconds
 * @param pixelAspect width of a pixel divided by its height; 0/1 when unknown
 * @param colours the tags
 */
public record VideoTraits(
    int width,
    int height,
    Orientation orientation,
    FrameFormat format,
    Rational frameRate,
    Rational timeBase,
    Rational pixelAspect,
    Colours colours) {

  /** Video without tags, with square pixels. */
  public static VideoTraits plain(FrameFormat format, Rational frameRate, Rational timeBase) {
    Colours colours =
        new Colours(
            AVCOL_RANGE_UNSPECIFIED,
            AVCOL_PRI_UNSPECIFIED,
            AVCOL_TRC_UNSPECIFIED,
            AVCOL_SPC_UNSPECIFIED,
            AVCHROMA_LOC_UNSPECIFIED,
            Map.of());
    Rational square = new Rational(1, 1);
    return new VideoTraits(
        format.width(),
        format.height(),
        Orientation.UPRIGHT,
        format,
        frameRate,
        timeBase,
        square,
        colours);
  }

  /** Of the same pictures stored as they are shown, for where a rotation cannot be told. */
  public VideoTraits upright() {
    if (orientation.isUpright()) {
      return this;
    }
    boolean turned = orientation.transposed();
    boolean oblong = turned && pixelAspect.num() > 0;
    return new VideoTraits(
        turned ? height : width,
        turned ? width : height,
        Orientation.UPRIGHT,
        format,
        frameRate,
        timeBase,
        oblong ? new Rational(pixelAspect.den(), pixelAspect.num()) : pixelAspect,
        colours.withoutChromaLocation());
  }

  /** What the samples mean; large untagged pictures count as BT.709. */
  public Colour colour() {
    boolean tagged = colours.matrix() != AVCOL_SPC_UNSPECIFIED;
    int matrix = !tagged && Colours.isHigh(width, height) ? AVCOL_SPC_BT709 : colours.matrix();
    return new Colour(matrix, colours.range() == AVCOL_RANGE_JPEG);
  }

  /**
   * What a first decoded frame and its stream tell.
   *
   * @param frameRate what is known of it; null for nothing, which counts as 25
   * @param timeBase the unit of the timestamps, in seconds
   * @param codec what the result is stored in: it decides which depths can be kept
   */
  public static VideoTraits of(
      AVFrame first, AVCodecParameters stream, Rational frameRate, Rational timeBase, Codec codec) {
    return of(first, stream, frameRate, timeBase, first.sample_aspect_ratio(), codec);
  }

  /**
   * The same where the container knows the aspect ratio of pixels as well.
   *
   * @param aspect 0/1 when nothing is known
   */
  public static VideoTraits of(
      AVFrame first,
      AVCodecParameters stream,
      Rational frameRate,
      Rational timeBase,
      AVRational aspect,
      Codec codec) {
    PixelLayout layout = PixelLayout.of(PixelLayout.withoutRange(first.format()));
    int width = first.width();
    int height = first.height();
    Colours colours = Colours.of(first, stream);
    Orientation orientation = Orientation.of(first);
    return new VideoTraits(
        width,
        height,
        orientation,
        orientation.turn(stored(width, height, codec.storedDepth(layout.depth()))),
        frameRate != null ? frameRate : new Rational(25, 1),
        timeBase,
        known(aspect),
        layout.rgb() ? colours.fromRgb(width, height) : colours);
  }

  /** The layout of stored pictures made even. */
  public static FrameFormat stored(int width, int height, int depth) {
    return new FrameFormat((width + 1) & ~1, (height + 1) & ~1, depth);
  }

  private static Rational known(AVRational aspect) {
    return aspect.num() > 0 && aspect.den() > 0 ? Ffmpeg.rational(aspect) : new Rational(0, 1);
  }
}
