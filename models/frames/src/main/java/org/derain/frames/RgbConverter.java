package org.derain.frames;

import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.opencv.global.opencv_core.CV_16UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Turns 4:2:0 pictures of one format and colour into RGB, for judging and for showing; nothing on
 * the way of a frame uses it. FFmpeg's swscale: chroma up by bicubic interpolation, accurate
 * rounding. One object per thread.
 */
public final class RgbConverter implements AutoCloseable {
  /** MATLAB's rgb2ycbcr, which the deraining papers use: BT.601 luma from 16 to 235. */
  private static final float[] LUMA = {65.481f / 255, 128.553f / 255, 24.966f / 255, 16};

  private final FrameFormat format;
  private final SwsContext scaler;
  private final PointerPointer<?> planes = new PointerPointer<>(4L);
  private final PointerPointer<?> rows = new PointerPointer<>(4L);
  private final IntPointer strides = new IntPointer(4L);
  private final IntPointer rowStrides = new IntPointer(4L);
  private final Mat rgb;
  private final Mat real = new Mat();
  private final Mat weights = new Mat(1, 4, CV_32FC1);

  /** For pictures of one format and colour. */
  public RgbConverter(FrameFormat format, Colour colour) {
    this.format = format;
    boolean deep = format.sampleBytes() == 2;
    this.rgb = new Mat(format.height(), format.width(), deep ? CV_16UC3 : CV_8UC3);
    int from = VideoReader.pixelFormat(format.bitDepth());
    int to = deep ? avutil.AV_PIX_FMT_RGB48LE : avutil.AV_PIX_FMT_RGB24;
    int width = format.width();
    int height = format.height();
    int flags = SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT;
    this.scaler =
        swscale.sws_getContext(
            width, height, from, width, height, to, flags, null, null, (DoublePointer) null);
    if (scaler == null) {
      throw new MediaException("no conversion from " + format + " to RGB");
    }
    IntPointer table = swscale.sws_getCoefficients(colour.matrix());
    int full = colour.full() ? 1 : 0;
    swscale.sws_setColorspaceDetails(scaler, table, full, table, 1, 0, 1 << 16, 1 << 16);
    for (int p = 0; p < 3; p++) {
      strides.put(p, format.planeWidth(p) * format.sampleBytes());
    }
    rowStrides.put(0, Math.toIntExact(rgb.step()));
    new FloatPointer(weights.data()).put(LUMA, 0, LUMA.length);
  }

  /**
   * Converts a picture.
   *
   * @return red, green, blue interleaved: 0 to 255 in bytes, or 256 times that in 16-bit words for
   *     more than 8 bits per sample (swscale's white is 255 x 256); it belongs to the converter and
   *     changes with the next call
   */
  public Mat rgb(Picture picture) {
    if (!picture.format().equals(format)) {
      throw new IllegalArgumentException(picture.format() + " given, " + format + " expected");
    }
    for (int p = 0; p < 3; p++) {
      planes.put(p, picture.pointer(p));
    }
    rows.put(0, rgb.data());
    swscale.sws_scale(scaler, planes, strides, 0, format.height(), rows, rowStrides);
    return rgb;
  }

  /**
   * Writes RGB as 32-bit reals from 0 to 255, whatever its depth.
   *
   * @param rgb as {@link #rgb} gives it
   */
  public void real(Mat rgb, Mat into) {
    rgb.convertTo(into, CV_32FC3, rgb.type() == CV_8UC3 ? 1 : 1.0 / 256, 0);
  }

  /**
   * Writes the luma that the deraining papers judge: BT.601 luma of the RGB picture as MATLAB's
   * rgb2ycbcr gives it, 16 to 235, in 32-bit reals.
   *
   * @param rgb as {@link #rgb} gives it
   */
  public void luma(Mat rgb, Mat into) {
    real(rgb, real);
    opencv_core.transform(real, into, weights);
  }

  @Override
  public void close() {
    swscale.sws_freeContext(scaler);
    planes.close();
    rows.close();
    strides.close();
    rowStrides.close();
    rgb.close();
    real.close();
    weights.close();
  }
}
