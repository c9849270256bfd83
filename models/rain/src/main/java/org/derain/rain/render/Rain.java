package org.derain.rain.render;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.rain.Camera;
import org.derain.rain.RainParameters;
import org.derain.rain.Rainfall;
import org.derain.rain.glass.GlassDrops;

/**
 * Renders the rain of one clip onto its pictures. Any order of frames gives the same rain. What
 * belongs to the scene and the camera (darkness, noise, recompression) can be rendered without the
 * rain, which gives the truth that belongs to a rainy picture.
 */
public final class Rain implements AutoCloseable {
  /** How near the drops of the maps of streaks are to headlights, by the finest map first. */
  private static final double[] NEARNESS = {0.12, 0.5, 1};

  /** How near those of textures are. */
  private static final double FAR = 0.05;

  private final RainParameters parameters;
  private final List<AutoCloseable> own = new ArrayList<>();
  private final Workspace work = keep(new Workspace());
  private final Mat[] planes = {work.mat(), work.mat(), work.mat()};
  private final Mat light = work.mat();
  private final Mat exposed = work.mat();
  private final Compositor compositor = keep(new Compositor());
  private final Lighting lighting;
  private final LayeredStreaks layers;
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
    this(parameters, format, framesPerSecond, StreakTexture.of(parameters.layers(), format), true);
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
    this(parameters, format, framesPerSecond, textures, false);
  }

  private Rain(
      RainParameters parameters,
      FrameFormat format,
      double framesPerSecond,
      List<StreakTexture> textures,
      boolean owned) {
    if (owned) {
      own.addAll(textures);
    }
    Rainfall fall = parameters.fall();
    Camera camera = fall == null ? Camera.still(0.01) : fall.camera();
    long seed = parameters.seed();
    this.parameters = parameters;
    this.lighting = keep(new Lighting(parameters.ambient()));
    this.layers = keep(new LayeredStreaks(parameters.layers(), textures, seed, compositor));
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
    this.sensor = keep(new SensorModel(parameters.sensor(), seed));
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
    try (PointerScope scope = new PointerScope()) {
      expose(picture, frame, rainy, rainy);
      sensor.render(planes, frame);
      for (int p = 0; p < 3; p++) {
        planes[p].convertTo(picture.mat(p), picture.mat(p).type(), 1 / scale, 0);
      }
    }
  }

  /**
   * The luma of a picture under the veil alone, without streaks and drops, noise and recompression,
   * in 8-bit steps: what rain is told apart from.
   */
  public byte[] veiled(Picture picture, long frame) {
    try (PointerScope scope = new PointerScope()) {
      expose(picture, frame, true, false);
    }
    return exposed();
  }

  /** What the camera sees of a picture, into the planes. */
  private void expose(Picture picture, long frame, boolean veiled, boolean wet) {
    double scale = 255.0 / picture.format().peak();
    boolean raining = veiled && !parameters.dry();
    boolean light = linear && (raining || night != null);
    for (int p = 0; p < 3; p++) {
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
      rain(frame, wet);
    }
    if (light) {
      Tone.toLuma(planes[0]);
    }
    if (raining && wet && glass != null) {
      glass.render(planes, frame);
    }
    planes[0].convertTo(exposed, CV_8UC1);
  }

  /** The luma of the last picture as light, before the sensor's noise and the recompression. */
  public byte[] exposed() {
    byte[] samples = new byte[(int) exposed.total()];
    exposed.data().get(samples);
    return samples;
  }

  private void rain(long frame, boolean wet) {
    if (wet && layers.count() > 0) {
      light(day(), FAR);
      layers.render(planes, light, frame);
    }
    if (veil != null) {
      veil();
    }
    if (wet && drops != null) {
      Mat day = day();
      drops.streaks(frame, streaks);
      for (int map = 0; map < StreakPainter.maps(); map++) {
        Mat cover = painter.paint(streaks, map);
        if (cover != null) {
          light(day, NEARNESS[map]);
          compositor.cover(planes, cover, light);
        }
      }
    }
  }

  /** What drops show of the scene as it is now, small. */
  private Mat day() {
    return linear ? lighting.ofLinear(planes[0]) : lighting.ofLuma(planes[0]);
  }

  /** What drops show at each pixel, those that are so near to the camera's headlights. */
  private void light(Mat day, double near) {
    Lighting.enlarge(night == null ? day : night.light(day, near), light, planes[0]);
  }

  private void veil() {
    double mean = opencv_core.mean(planes[0]).get(0);
    double luma = linear ? Tone.luma(mean) : mean;
    if (parameters.scene() != null) {
      luma =
          night == null
              ? parameters.scene()
              : Math.min(parameters.scene(), parameters.night().level());
    }
    double airlight = Math.max(0, Math.min(235, luma + parameters.veil().airlight()));
    compositor.veil(planes, veil, linear ? Tone.linear(airlight) : airlight);
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
