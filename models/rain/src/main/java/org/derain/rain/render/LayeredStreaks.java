package org.derain.rain.render;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.derain.rain.Slope;
import org.derain.rain.StreakLayer;

/** The layers of streaks that are cut from textures, moved from frame to frame or drawn anew. */
final class LayeredStreaks implements AutoCloseable {
  /** Wider than any texture. */
  private static final double ANYWHERE = 4096;

  private final List<StreakLayer> layers;
  private final List<StreakTexture> textures;
  private final long seed;
  private final Compositor compositor;
  private final Workspace work = new Workspace();
  private final Mat cover = work.mat();
  private final Map<Slope, Mat> strengths = new HashMap<>();

  LayeredStreaks(
      List<StreakLayer> layers, List<StreakTexture> textures, long seed, Compositor compositor) {
    if (textures.size() != layers.size()) {
      throw new IllegalArgumentException("one texture for each layer");
    }
    this.layers = layers;
    this.textures = textures;
    this.seed = seed;
    this.compositor = compositor;
  }

  int count() {
    return layers.size();
  }

  /** All layers onto Y, U and V, far to near, in a light for each pixel of Y. */
  void render(Mat[] planes, Mat light, long frame) {
    for (int i = 0; i < layers.size(); i++) {
      StreakLayer layer = layers.get(i);
      try (Mat window = window(layer, textures.get(i), frame, planes[0])) {
        double dark = layer.lift() == null ? 0 : (1 - layer.lift()) * textures.get(i).mean();
        double scale = layer.opacity() / 255;
        window.convertTo(cover, CV_32FC1, scale, -dark * scale);
        if (dark > 0) {
          opencv_imgproc.threshold(cover, cover, 0, 0, opencv_imgproc.THRESH_TOZERO);
        }
      }
      if (layer.slope() != null) {
        opencv_core.multiply(cover, strength(layer.slope()), cover);
      }
      switch (layer.blend()) {
        case SCREEN -> compositor.screen(planes, cover);
        case COVER -> compositor.cover(planes, cover, light);
        case ADD -> compositor.add(planes, cover, light);
        case DODGE -> compositor.dodge(planes, cover);
      }
    }
  }

  /** Drawn once: all frames of a clip, and mostly all layers, have the same. */
  private Mat strength(Slope slope) {
    return strengths.computeIfAbsent(
        slope,
        wanted -> {
          Mat map = work.mat();
          wanted.draw(map, cover.cols(), cover.rows());
          return map;
        });
  }

  private Mat window(StreakLayer layer, StreakTexture texture, long frame, Mat plane) {
    Random start = new Random(seed ^ layer.seed());
    double x = start.nextDouble() * ANYWHERE;
    double y = start.nextDouble() * ANYWHERE;
    if (layer.shift() > 0) {
      double angle = Math.toRadians(layer.angle());
      x -= frame * layer.shift() * Math.sin(angle);
      y -= frame * layer.shift() * Math.cos(angle);
    } else {
      Random now = new Random(seed * 31 + layer.seed() + frame * 0x9E3779B97F4A7C15L);
      x = now.nextDouble() * ANYWHERE;
      y = now.nextDouble() * ANYWHERE;
    }
    return texture.window(x, y, plane.cols(), plane.rows());
  }

  @Override
  public void close() {
    work.close();
  }
}
