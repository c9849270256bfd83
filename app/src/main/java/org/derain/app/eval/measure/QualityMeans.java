package org.derain.app.eval.measure;

import static org.bytedeco.opencv.global.opencv_core.NORM_L2SQR;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.derain.frames.Quality;
import org.derain.frames.WarpError;

/** Adds up the figures of one method over a clip. */
final class QualityMeans {
  /** What equal frames count as, since infinity spoils every mean. */
  private static final double EQUAL_DB = 100;

  private double psnrY;
  private double ssimY;
  private double psnrRgb;
  private double warpError;
  private double outsideRain;
  private int framesOutside;
  private Double writtenDb;
  private int frames;

  /** Judges the frame that both views show. */
  void add(FrameView method, FrameView clean) {
    psnrY += psnrY(method, clean);
    ssimY += Quality.ssim(method.luma(), clean.luma());
    psnrRgb += Math.min(EQUAL_DB, Quality.psnr(method.rgb(), clean.rgb()));
    frames++;
  }

  /**
   * Judges the frame where the rain changed little or nothing.
   *
   * @param input the rainy frame
   * @param mask its pixels there, not 0 each
   */
  void addOutside(FrameView method, FrameView input, FrameView clean, Mat mask) {
    int pixels = opencv_core.countNonZero(mask);
    if (pixels > 0) {
      double own = opencv_core.norm(input.luma(), clean.luma(), NORM_L2SQR, mask);
      double left = opencv_core.norm(method.luma(), clean.luma(), NORM_L2SQR, mask);
      outsideRain += (left - own) / pixels;
      framesOutside++;
    }
  }

  /** PSNR-Y of the frame that both views show, at most 100 dB. */
  static double psnrY(FrameView method, FrameView clean) {
    return Math.min(EQUAL_DB, Quality.psnr(method.luma(), clean.luma()));
  }

  /**
   * Judges what is written over the frame that both views show.
   *
   * @param mask its pixels, not 0 each
   */
  void addWritten(FrameView method, FrameView clean, Mat mask) {
    int pixels = opencv_core.countNonZero(mask);
    if (pixels > 0) {
      double squares = opencv_core.norm(method.luma(), clean.luma(), NORM_L2SQR, mask) / pixels;
      double decibels = Math.min(EQUAL_DB, 10 * Math.log10(255 * 255 / squares));
      writtenDb = writtenDb == null ? decibels : Math.min(writtenDb, decibels);
    }
  }

  /** Adds the warping error between the frame before and the one shown. */
  void addWarp(FrameView method, WarpError motion) {
    warpError += motion.error(method.lumaBefore(), method.luma());
  }

  /** The sum of warping errors. */
  double warpError() {
    return warpError;
  }

  /**
   * The means.
   *
   * @param cleanWarpError the same sum for the clean clip; 0 when it has none to compare with
   */
  Figures figures(double cleanWarpError) {
    Double ratio = cleanWarpError > 0 ? warpError / cleanWarpError : null;
    Double outside = framesOutside > 0 ? outsideRain / framesOutside : null;
    return new Figures(psnrY / frames, ssimY / frames, psnrRgb / frames, ratio, outside, writtenDb);
  }
}
