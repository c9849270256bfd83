package org.derain.rain;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;

/**
 * Renders the rain of one clip onto its pictures. Any order of frames gives the same rain. What
 * belongs to the scene and the camera (darkness, noise, recompression) can be rendered without the
 * rain, which gives the truth that belongs to a rainy picture.
 */
public final class Rain implements AutoCloseable {
  /** Pixels after which a texture of its own repeats: too far apart for the eye. */
  private static final int PERIOD = 1024;

  /** How near the drops of the maps of streaks are to headlights, by the finest map first. */
  private static final double[] NEARNESS = {0.12, 0.5, 1};

  private final RainParameters parameters;
  private final List<StreakTexture> textures;
  private final List<AutoCloseable> own = new ArrayList<>();
  private final Streaks streaks = new Streaks();
  private final DropField drops;
  private final StreakPainter painter;
  private final VeilMap veil;
  private final NightScene night;
  private final GlassDrops glass;
  private final SensorModel sensor;

  /** Physical rain is composited in linear light; the looks of training sets in luma. */
  private final boolean linear;

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
    Rainfall fall = parameters.fall();
    Camera camera = fall == null ? Camera.still(0.01) : fall.camera();
    long seed = parameters.seed();
    this.parameters = parameters;
    this.textures = textures;
    this.linear = fall != null || parameters.night() != null;
    this.drops = fall == null ? null : new DropField(fall, format, framesPerSecond, seed);
    this.painter = fall == null ? null : keep(new StreakPainter(format));
    this.veil = parameters.veil() == null ? null : keep(new VeilMap(parameters.veil(), format));
    this.night =
        parameters.night() == null
            ? null
            : keep(new NightScene(parameters.night(), camera, format, framesPerSecond, seed));
    this.glass =
        parameters.glass() == null
            ? null
            : keep(
                new GlassDrops(
                    parameters.glass(), format, framesPerSecond, camera.focal(format.width())));
    this.sensor = new SensorModel(parameters.sensor(), seed);
  }

  private static List<StreakTexture> draw(RainParameters parameters, FrameFormat format) {
    return parameters.layers().stream()
        .map(layer -> new StreakTexture(layer, PERIOD, format.width(), format.height()))
        .toList();
  }

  private <T extends AutoCloseable> T keep(T part) {
    own.add(part);
    return part;
  }

  /**
   * Renders in place.
   *
   * @param picture of the format that this rain was made for
   * @param frame number of the frame in its clip
   * @param rainy false: only what belongs to the scene and the camera
   */
  public void render(Picture picture, long frame, boolean rainy) {
    double scale = 255.0 / picture.format().peak();
    boolean raining = rainy && !parameters.dry();
    boolean light = linear && (raining || night != null);
    try (PointerScope scope = new PointerScope()) {
      Mat[] planes = new Mat[3];
      for (int p = 0; p < 3; p++) {
        planes[p] = new Mat();
        picture.mat(p).convertTo(planes[p], CV_32FC1, scale, 0);
      }
      if (light) {
        Tone.toLinear(planes[0]);
      }
      if (night != null) {
        double mean = opencv_core.mean(planes[0]).get(0);
        night.darken(
            planes, frame, parameters.scene() == null ? Tone.luma(mean) : parameters.scene());
      }
      if (raining) {
        rain(planes, frame);
      }
      if (light) {
        Tone.toLuma(planes[0]);
      }
      if (raining && glass != null) {
        glass.render(planes, frame);
      }
      sensor.render(planes, frame);
      for (int p = 0; p < 3; p++) {
        planes[p].convertTo(picture.mat(p), picture.mat(p).type(), 1 / scale, 0);
      }
    }
  }

  private void rain(Mat[] planes, long frame) {
    double ambient = parameters.ambient();
    if (!textures.isEmpty() || drops != null) {
      Mat day =
          linear ? Lighting.ofLinear(planes[0], ambient) : Lighting.ofLuma(planes[0], ambient);
      if (!textures.isEmpty()) {
        Mat light = night == null ? day : night.light(day, 0.05);
        for (int i = 0; i < textures.size(); i++) {
          texture(planes, light, i, frame);
        }
      }
      veil(planes);
      if (drops != null) {
        drops.streaks(frame, streaks);
        for (int map = 0; map < StreakPainter.maps(); map++) {
          Mat cover = painter.paint(streaks, map);
          if (cover != null) {
            cover(planes, cover, night == null ? day : night.light(day, NEARNESS[map]));
          }
        }
      }
    } else {
      veil(planes);
    }
  }

  private void texture(Mat[] planes, Mat light, int index, long frame) {
    StreakLayer layer = parameters.layers().get(index);
    Mat cover = new Mat();
    Mat window = window(layer, textures.get(index), frame, planes[0]);
    window.convertTo(cover, CV_32FC1, layer.opacity() / 255, 0);
    if (layer.additive()) {
      opencv_core.multiply(cover, light, cover);
      opencv_core.add(planes[0], cover, planes[0]);
    } else {
      cover(planes, cover, light);
    }
  }

  /** I' = (1 - a)I + a·L. Rain is grey: chroma moves to its neutral value as far as it covers. */
  private static void cover(Mat[] planes, Mat cover, Mat light) {
    Mat change = new Mat();
    opencv_core.subtract(light, planes[0], change);
    opencv_core.multiply(cover, change, change);
    opencv_core.add(planes[0], change, planes[0]);
    Mat coarse = new Mat();
    opencv_imgproc.resize(cover, coarse, planes[1].size(), 0, 0, opencv_imgproc.INTER_AREA);
    for (int p = 1; p < 3; p++) {
      Mat grey = new Mat();
      planes[p].convertTo(grey, CV_32FC1, -1, 128);
      opencv_core.multiply(coarse, grey, grey);
      opencv_core.add(planes[p], grey, planes[p]);
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
    if (veil == null) {
      return;
    }
    double mean = opencv_core.mean(planes[0]).get(0);
    double luma = linear ? Tone.luma(mean) : mean;
    if (parameters.scene() != null) {
      luma =
          night == null
              ? parameters.scene()
              : Math.min(parameters.scene(), parameters.night().level());
    }
    double airlight = Math.max(0, Math.min(235, luma + parameters.veil().airlight()));
    for (int p = 0; p < 3; p++) {
      Mat change = new Mat();
      double target = p > 0 ? 128 : linear ? Tone.linear(airlight) : airlight;
      planes[p].convertTo(change, CV_32FC1, -1, target);
      opencv_core.multiply(veil.share(p), change, change);
      opencv_core.add(planes[p], change, planes[p]);
    }
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
