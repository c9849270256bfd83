package org.derain.rain;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;

/**
 * Renders the rain of one clip onto its pictures. Any order of frames gives the same rain. What a
 * camera adds to everything (noise, recompression) can be rendered without the streaks, which gives
 * the truth that belongs to a rainy picture.
 */
public final class Rain {
  /** Brightest surroundings: this many standard deviations above the mean. */
  private static final double BRIGHT = 1.6;

  private final RainParameters parameters;
  private final List<StreakTexture> textures;

  /**
   * Rain over given textures.
   *
   * @param textures one for each layer of the parameters; they stay the caller's
   */
  public Rain(RainParameters parameters, List<StreakTexture> textures) {
    if (textures.size() != parameters.layers().size()) {
      throw new IllegalArgumentException("one texture for each layer");
    }
    this.parameters = parameters;
    this.textures = textures;
  }

  /**
   * Renders in place.
   *
   * @param frame number of the frame in its clip
   * @param streaks false: only what the camera adds
   */
  public void render(Picture picture, long frame, boolean streaks) {
    FrameFormat format = picture.format();
    double scale = 255.0 / format.peak();
    try (PointerScope scope = new PointerScope()) {
      Mat[] planes = new Mat[3];
      for (int p = 0; p < 3; p++) {
        planes[p] = new Mat();
        picture.mat(p).convertTo(planes[p], CV_32FC1, scale, 0);
      }
      if (streaks) {
        Mat light = light(planes[0]);
        for (int i = 0; i < textures.size(); i++) {
          composite(planes, light, i, frame);
        }
        if (parameters.veil() > 0) {
          veil(planes);
        }
      }
      if (parameters.noise() > 0) {
        noise(planes, frame);
      }
      for (int p = 0; p < 3; p++) {
        if (parameters.jpeg() > 0) {
          recompress(planes[p]);
        }
        planes[p].convertTo(picture.mat(p), picture.mat(p).type(), 1 / scale, 0);
      }
    }
  }

  /** What a drop at each place shows: the bright part of the scene, and what is around it. */
  private Mat light(Mat luma) {
    Mat mean = new Mat();
    Mat deviation = new Mat();
    opencv_core.meanStdDev(luma, mean, deviation);
    double bright =
        Math.min(
            235,
            mean.createIndexer().getDouble(0)
                + BRIGHT * deviation.createIndexer(true).getDouble(0)
                + 12);
    Mat coarse = new Mat();
    int columns = Math.max(2, luma.cols() / 24);
    int rows = Math.max(2, luma.rows() / 24);
    opencv_imgproc.resize(luma, coarse, new Size(columns, rows), 0, 0, opencv_imgproc.INTER_AREA);
    Mat around = new Mat();
    opencv_imgproc.resize(coarse, around, luma.size(), 0, 0, opencv_imgproc.INTER_LINEAR);
    double ambient = parameters.ambient();
    Mat light = new Mat();
    around.convertTo(light, CV_32FC1, (1 - ambient) * 1.15, ambient * bright + (1 - ambient) * 18);
    return light;
  }

  private void composite(Mat[] planes, Mat light, int index, long frame) {
    StreakLayer layer = parameters.layers().get(index);
    Mat cover = new Mat();
    Mat window = window(layer, textures.get(index), frame, planes[0]);
    window.convertTo(cover, CV_32FC1, layer.opacity() / 255, 0);
    Mat change = new Mat();
    if (layer.additive()) {
      opencv_core.multiply(cover, light, change);
      opencv_core.add(planes[0], change, planes[0]);
      return;
    }
    opencv_core.subtract(light, planes[0], change);
    opencv_core.multiply(cover, change, change);
    opencv_core.add(planes[0], change, planes[0]);
    Mat coarse = new Mat();
    opencv_imgproc.resize(cover, coarse, planes[1].size(), 0, 0, opencv_imgproc.INTER_AREA);
    // Rain is grey: chroma moves to its neutral value as far as the streak covers it.
    for (int p = 1; p < 3; p++) {
      planes[p].convertTo(change, CV_32FC1, -1, 128);
      opencv_core.multiply(coarse, change, change);
      opencv_core.add(planes[p], change, planes[p]);
    }
  }

  private Mat window(StreakLayer layer, StreakTexture texture, long frame, Mat plane) {
    Random start = new Random(parameters.seed() ^ layer.seed());
    double x = start.nextDouble() * 4096;
    double y = start.nextDouble() * 4096;
    if (layer.shift() > 0) {
      double angle = Math.toRadians(layer.angle());
      x -= frame * layer.shift() * Math.sin(angle);
      y -= frame * layer.shift() * Math.cos(angle);
    } else {
      Random now = new Random(parameters.seed() * 31 + layer.seed() + frame * 0x9E3779B97F4A7C15L);
      x = now.nextDouble() * 4096;
      y = now.nextDouble() * 4096;
    }
    return texture.window(x, y, plane.cols(), plane.rows());
  }

  /** I' = I·t + A·(1 - t), with the transmission t of two depths, far at the top. */
  private void veil(Mat[] planes) {
    double far = Math.max(0, Math.min(0.9, parameters.veil() * (1 + parameters.slope())));
    double near = Math.max(0, Math.min(0.9, parameters.veil() * (1 - parameters.slope())));
    double airlight = opencv_core.mean(planes[0]).get(0) + parameters.airlight();
    Mat ends = new Mat(new float[] {(float) far, (float) near}).reshape(1, 2);
    for (int p = 0; p < 3; p++) {
      Mat share = new Mat();
      opencv_imgproc.resize(ends, share, planes[p].size(), 0, 0, opencv_imgproc.INTER_LINEAR);
      Mat change = new Mat();
      planes[p].convertTo(change, CV_32FC1, -1, p == 0 ? Math.min(235, airlight) : 128);
      opencv_core.multiply(share, change, change);
      opencv_core.add(planes[p], change, planes[p]);
    }
  }

  private void noise(Mat[] planes, long frame) {
    // OpenCV keeps one generator per thread.
    opencv_core.setRNGSeed(Long.hashCode(parameters.seed() + 7919 * (frame + 1)));
    for (int p = 0; p < 3; p++) {
      double deviation = p == 0 ? parameters.noise() : parameters.noise() / 3;
      Mat grain = new Mat(planes[p].size(), CV_32FC1);
      opencv_core.randn(grain, new Mat(new double[] {0}), new Mat(new double[] {deviation}));
      opencv_core.add(planes[p], grain, planes[p]);
    }
  }

  private void recompress(Mat plane) {
    Mat bytes = new Mat();
    plane.convertTo(bytes, CV_8UC1);
    BytePointer file = new BytePointer();
    opencv_imgcodecs.imencode(
        ".jpg",
        bytes,
        file,
        new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, parameters.jpeg()));
    Mat raw = new Mat(1, (int) file.limit(), CV_8UC1, file);
    Mat decoded = opencv_imgcodecs.imdecode(raw, opencv_imgcodecs.IMREAD_GRAYSCALE);
    decoded.convertTo(plane, CV_32FC1);
  }
}
