package org.derain.rain;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import java.util.ArrayList;
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
public final class Rain implements AutoCloseable {
  /** Brightest surroundings: this many standard deviations above the mean. */
  private static final double BRIGHT = 1.6;

  /** Pixels after which a texture of its own repeats: too far apart for the eye. */
  private static final int PERIOD = 1024;

  private final RainParameters parameters;
  private final List<StreakTexture> textures;
  private final List<AutoCloseable> own = new ArrayList<>();
  private final VeilMap veil;

  /**
   * Rain over textures that it draws for itself.
   *
   * @param format of the pictures
   * @param framesPerSecond of the clip
   */
  public Rain(RainParameters parameters, FrameFormat format, double framesPerSecond) {
    this(parameters, format, framesPerSecond, draw(parameters, format));
    own.addAll(textures);
  }

  /**
   * Rain over given textures.
   *
   * @param format of the pictures
   * @param framesPerSecond of the clip
   * @param textures one for each layer of the parameters; they stay the caller's
   */
  public Rain(
      RainParameters parameters,
      FrameFormat format,
      double framesPerSecond,
      List<StreakTexture> textures) {
    if (textures.size() != parameters.layers().size()) {
      throw new IllegalArgumentException("one texture for each layer");
    }
    this.parameters = parameters;
    this.textures = textures;
    this.veil = parameters.veil() == null ? null : new VeilMap(parameters.veil(), format);
    if (veil != null) {
      own.add(veil);
    }
  }

  private static List<StreakTexture> draw(RainParameters parameters, FrameFormat format) {
    return parameters.layers().stream()
        .map(layer -> new StreakTexture(layer, PERIOD, format.width(), format.height()))
        .toList();
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
        if (veil != null) {
          veil(planes);
        }
      }
      if (parameters.sensor().noise() > 0) {
        noise(planes, frame);
      }
      for (int p = 0; p < 3; p++) {
        if (parameters.sensor().jpeg() > 0) {
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

  /** I' = I·t + A·(1 - t). */
  private void veil(Mat[] planes) {
    double scene =
        parameters.scene() == null ? opencv_core.mean(planes[0]).get(0) : parameters.scene();
    double airlight = Math.max(0, Math.min(235, scene + parameters.veil().airlight()));
    for (int p = 0; p < 3; p++) {
      Mat change = new Mat();
      planes[p].convertTo(change, CV_32FC1, -1, p == 0 ? airlight : 128);
      opencv_core.multiply(veil.share(p), change, change);
      opencv_core.add(planes[p], change, planes[p]);
    }
  }

  private void noise(Mat[] planes, long frame) {
    // OpenCV keeps one generator per thread.
    opencv_core.setRNGSeed(Long.hashCode(parameters.seed() + 7919 * (frame + 1)));
    for (int p = 0; p < 3; p++) {
      double deviation = p == 0 ? parameters.sensor().noise() : parameters.sensor().noise() / 3;
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
        new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, parameters.sensor().jpeg()));
    Mat raw = new Mat(1, (int) file.limit(), CV_8UC1, file);
    Mat decoded = opencv_imgcodecs.imdecode(raw, opencv_imgcodecs.IMREAD_GRAYSCALE);
    decoded.convertTo(plane, CV_32FC1);
  }

  @Override
  public void close() {
    for (AutoCloseable part : own) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
