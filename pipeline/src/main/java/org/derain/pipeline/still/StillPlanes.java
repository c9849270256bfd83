package org.derain.pipeline.still;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;

/** A still's samples as the planes that a network takes, and what it changed in them back again. */
final class StillPlanes {
  /** The longer side of what a network sees, in pixels, at most. */
  private static final int LONGEST = 1920;

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

  private StillPlanes() {}

  /** As a network sees it: 4:2:0, no larger than a frame of video; the caller's to close. */
  static Picture of(Mat samples) {
    boolean deep = samples.depth() == CV_16U;
    int columns = reduced(samples, samples.cols());
    int rows = reduced(samples, samples.rows());
    FrameFormat format = new FrameFormat(even(columns), even(rows), deep ? 12 : 8);
    Picture picture = new Picture(format);
    double scale = deep ? 16 : 1;
    try (PointerScope scope = new PointerScope()) {
      Mat colours = new Mat();
      opencv_imgproc.resize(
          samples, colours, new Size(columns, rows), 0, 0, opencv_imgproc.INTER_AREA);
      colours.convertTo(colours, CV_32F, 1 / step(samples), 0);
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
  private static int reduced(Mat samples, int side) {
    double shrink = Math.max(1, (double) Math.max(samples.cols(), samples.rows()) / LONGEST);
    return Math.max(1, (int) Math.round(side / shrink));
  }

  /** Samples of 16 bits per step of 8. */
  private static double step(Mat samples) {
    return samples.depth() == CV_8U ? 1 : 257;
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

  /** Adds what was changed in {@link #of}. */
  static void change(Mat samples, Picture before, Picture after) {
    double scale = before.format().bitDepth() == 8 ? 1 : 1 / 16.0;
    try (PointerScope scope = new PointerScope()) {
      Mat[] changes = new Mat[3];
      for (int plane = 0; plane < 3; plane++) {
        Mat change = new Mat();
        opencv_core.subtract(after.mat(plane), before.mat(plane), change, new Mat(), CV_32F);
        opencv_imgproc.resize(
            change, change, before.mat(0).size(), 0, 0, opencv_imgproc.INTER_LINEAR);
        changes[plane] =
            new Mat(
                change,
                new Rect(0, 0, reduced(samples, samples.cols()), reduced(samples, samples.rows())));
      }
      int colours = samples.channels() % 2 == 0 ? samples.channels() - 1 : samples.channels();
      for (int c = 0; c < colours; c++) {
        double[] weights = colours == 1 ? new double[] {255.0 / 219, 0, 0} : FROM_PLANES[c];
        Mat sum = new Mat();
        opencv_core.addWeighted(changes[0], weights[0], changes[1], weights[1], 0, sum);
        opencv_core.scaleAdd(changes[2], weights[2], sum, sum);
        sum.convertTo(sum, CV_32F, scale * step(samples), 0);
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
}
