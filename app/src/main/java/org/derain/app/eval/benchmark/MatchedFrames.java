package org.derain.app.eval.benchmark;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.FloatRawIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_video;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_core.TermCriteria;
import org.derain.app.eval.measure.ClipPair;
import org.derain.app.eval.measure.Frames;
import org.derain.frames.Colour;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;

/**
 * The truth as a second lens saw it, brought to what the first one saw: an affine map that
 * maximises the enhanced correlation coefficient of luma (Evangelidis and Psarakis, TPAMI 2008),
 * then a gain and an offset for each plane by least squares, fitted again to the points that fit
 * best, so that drops count for little. Where the second lens saw nothing the rainy picture itself
 * is the truth: there no method gains or loses.
 */
final class MatchedFrames implements Frames {
  private static final int ITERATIONS = 100;
  private static final double ENOUGH = 1e-5;

  /**
   * Points further from the fit than so many mean absolute differences are left out of the next.
   */
  private static final double FAR = 1.5;

  private static final int FITS = 3;

  private final String name;
  private final Frames truth;
  private final Frames rainy;
  private final Picture seen;
  private final Picture wanted;

  /**
   * Over pictures that it closes at the end, of one size.
   *
   * @param name for messages
   */
  MatchedFrames(String name, Frames truth, Frames rainy) {
    this.name = name;
    this.truth = truth;
    this.rainy = rainy;
    this.seen = new Picture(truth.format());
    this.wanted = new Picture(rainy.format());
  }

  /** A pair whose truth a second lens saw, aligned and of the same colours. */
  static ClipPair of(ClipPair pair) {
    return new ClipPair(
        pair.name(),
        pair.rainy(),
        () -> new MatchedFrames(pair.name(), pair.clean().get(), pair.rainy().get()),
        pair.lead(),
        pair.judged(),
        pair.recognisable(),
        pair.written());
  }

  @Override
  public FrameFormat format() {
    return truth.format();
  }

  @Override
  public Colour colour() {
    return truth.colour();
  }

  /**
   * Gives the next picture.
   *
   * @throws MediaException when the two cannot be aligned
   */
  @Override
  public boolean read(Picture into) {
    if (!truth.read(seen) || !rainy.read(wanted)) {
      return false;
    }
    try (PointerScope scope = new PointerScope()) {
      Mat map = map();
      for (int p = 0; p < 3; p++) {
        match(p, map, into.mat(p));
      }
    }
    return true;
  }

  /** From places in the rainy luma to those in the truth's: 2x3. */
  private Mat map() {
    Mat map = Mat.eye(2, 3, CV_32FC1).asMat();
    TermCriteria end = new TermCriteria(TermCriteria.COUNT + TermCriteria.EPS, ITERATIONS, ENOUGH);
    try {
      opencv_video.findTransformECC(
          number(wanted.mat(0)),
          number(seen.mat(0)),
          map,
          opencv_video.MOTION_AFFINE,
          end,
          new Mat(),
          5);
    } catch (RuntimeException e) {
      throw new MediaException(name + ": the two pictures show too little alike to align them", e);
    }
    return map;
  }

  private static Mat number(Mat plane) {
    Mat number = new Mat();
    plane.convertTo(number, CV_32FC1);
    return number;
  }

  private void match(int plane, Mat map, Mat into) {
    // In the steps of the truth, whose depth may be another.
    int peak = truth.format().peak();
    Mat rain = new Mat();
    wanted.mat(plane).convertTo(rain, CV_32FC1, (double) peak / wanted.format().peak(), 0);
    Size size = rain.size();
    Mat placed = map.clone();
    if (plane > 0) {
      try (FloatRawIndexer values = placed.createIndexer()) {
        // The middle of a chroma sample lies between two luma samples.
        for (int row = 0; row < 2; row++) {
          float x = values.get(row, 0);
          float y = values.get(row, 1);
          values.put(row, 2, (values.get(row, 2) + (x + y - 1) / 2) / 2);
        }
      }
    }
    Mat placedTruth = warped(number(seen.mat(plane)), placed, size, opencv_imgproc.INTER_CUBIC);
    Mat inside =
        warped(new Mat(size, CV_8UC1, Scalar.all(255)), placed, size, opencv_imgproc.INTER_NEAREST);
    matched(placedTruth, rain, inside).copyTo(rain, inside);
    opencv_core.min(rain, new Mat(size, CV_32FC1, Scalar.all(peak)), rain);
    rain.convertTo(into, into.type());
  }

  private static Mat warped(Mat from, Mat map, Size size, int interpolation) {
    Mat to = new Mat();
    opencv_imgproc.warpAffine(
        from,
        to,
        map,
        size,
        interpolation | opencv_imgproc.WARP_INVERSE_MAP,
        opencv_core.BORDER_CONSTANT,
        Scalar.all(0));
    return to;
  }

  private static Mat matched(Mat truth, Mat rain, Mat inside) {
    Mat fitting = inside.clone();
    Mat result = new Mat();
    for (int fit = 0; fit < FITS; fit++) {
      double x = mean(truth, fitting);
      double y = mean(rain, fitting);
      double varies = mean(truth.mul(truth).asMat(), fitting) - x * x;
      double together = mean(truth.mul(rain).asMat(), fitting) - x * y;
      double gain = varies < 1 ? 1 : together / varies;
      truth.convertTo(result, CV_32FC1, gain, y - gain * x);
      Mat apart = new Mat();
      opencv_core.absdiff(result, rain, apart);
      Mat near = new Mat();
      Mat limit = new Mat(apart.size(), CV_32FC1, Scalar.all(FAR * mean(apart, inside)));
      opencv_core.compare(apart, limit, near, opencv_core.CMP_LE);
      opencv_core.bitwise_and(near, inside, fitting);
    }
    return result;
  }

  private static double mean(Mat values, Mat where) {
    return opencv_core.mean(values, where).get(0);
  }

  @Override
  public void close() {
    truth.close();
    rainy.close();
    seen.close();
    wanted.close();
  }
}
