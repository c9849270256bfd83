package org.derain.rain.glass;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * What the drops do to each sample of a layer: where in the {@link Surroundings} it looks, how much
 * of that light comes through, and how far the drop hides the scene. Kept between frames; only
 * tiles in which something moved are drawn anew.
 *
 * <p>Drops are drawn sample by sample here: most are a few pixels wide, less than a native call
 * costs.
 */
final class DropMap implements AutoCloseable {
  private static final int TILE = 32;

  /** Below this radius in samples a drop is drawn at it, and fainter. */
  private static final double THINNEST = 0.8;

  /** Below this many samples of surroundings per sample, a drop shows them sharp. */
  private static final double SHARP = 3.5;

  private final Pane pane;
  private final Refraction refraction;
  private final Surroundings surroundings;
  private final int width;
  private final int height;
  private final double scaleX;
  private final double scaleY;
  private final Mat look;
  private final Mat light;
  private final Mat cover;
  private final FloatBuffer looks;
  private final FloatBuffer lights;
  private final FloatBuffer covers;
  private final int columns;
  private final boolean[] dirty;

  /**
   * An empty map.
   *
   * @param width of the layer in samples
   * @param height of the layer in samples
   */
  DropMap(Pane pane, Refraction refraction, Surroundings surroundings, int width, int height) {
    this.pane = pane;
    this.refraction = refraction;
    this.surroundings = surroundings;
    this.width = width;
    this.height = height;
    this.scaleX = (double) width / pane.width();
    this.scaleY = (double) height / pane.height();
    this.look = new Mat(height, width, CV_32FC2);
    this.light = new Mat(height, width, CV_32FC1);
    this.cover = new Mat(height, width, CV_32FC1);
    this.looks = look.createBuffer();
    this.lights = light.createBuffer();
    this.covers = cover.createBuffer();
    this.columns = (width + TILE - 1) / TILE;
    this.dirty = new boolean[columns * ((height + TILE - 1) / TILE)];
    Arrays.fill(dirty, true);
  }

  /** Where each sample looks, CV_32FC2: column and row in the surroundings. */
  Mat look() {
    return look;
  }

  /** Share of the light from there, times the cover: CV_32FC1, 0 to 1. */
  Mat light() {
    return light;
  }

  /** How far the scene is hidden: CV_32FC1, 0 to 1. */
  Mat cover() {
    return cover;
  }

  /** Everything must be drawn anew. */
  void clear() {
    Arrays.fill(dirty, true);
  }

  /**
   * Draws what changed.
   *
   * @return whether anything did
   */
  boolean draw(WetGlass glass) {
    for (Drop drop : glass.takeGone()) {
      mark(drop.drawn);
    }
    glass.films().forEach(this::update);
    glass.drops().forEach(this::update);
    boolean any = false;
    for (int i = 0; i < dirty.length; i++) {
      if (dirty[i]) {
        wipe(i);
        any = true;
      }
    }
    if (any) {
      glass.films().forEach(this::draw);
      glass.drops().forEach(this::draw);
      Arrays.fill(dirty, false);
    }
    return any;
  }

  private void update(Drop drop) {
    if (drop.changed) {
      mark(drop.drawn);
      drop.drawn = box(drop);
      drop.changed = false;
      mark(drop.drawn);
    }
  }

  private int[] box(Drop drop) {
    double x = scaleX * pane.x(drop.u, drop.v);
    double y = scaleY * pane.y(drop.v);
    double right = DropShape.REACH * radiusX(drop);
    double down = DropShape.REACH * radiusY(drop);
    int[] box = {
      (int) Math.max(0, Math.floor(x - right)),
      (int) Math.max(0, Math.floor(y - down)),
      (int) Math.min(width, Math.ceil(x + right)),
      (int) Math.min(height, Math.ceil(y + down))
    };
    return box[0] < box[2] && box[1] < box[3] ? box : null;
  }

  private double radiusX(Drop drop) {
    return Math.max(THINNEST, scaleX * pane.across(drop.v) * drop.radius * drop.stretch);
  }

  private double radiusY(Drop drop) {
    return Math.max(THINNEST, scaleY * pane.downwards(drop.v) * drop.radius / drop.stretch);
  }

  private void mark(int[] box) {
    if (box == null) {
      return;
    }
    for (int row = box[1] / TILE; row <= (box[3] - 1) / TILE; row++) {
      for (int column = box[0] / TILE; column <= (box[2] - 1) / TILE; column++) {
        dirty[row * columns + column] = true;
      }
    }
  }

  /** No drop: a sample looks straight on. */
  private void wipe(int tile) {
    int left = tile % columns * TILE;
    int top = tile / columns * TILE;
    for (int y = top; y < Math.min(height, top + TILE); y++) {
      float row = surroundings.row((y + 0.5) / scaleY, true);
      for (int x = left; x < Math.min(width, left + TILE); x++) {
        int at = y * width + x;
        looks.put(2 * at, surroundings.column((x + 0.5) / scaleX));
        looks.put(2 * at + 1, row);
        lights.put(at, 0);
        covers.put(at, 0);
      }
    }
  }

  private void draw(Drop drop) {
    int[] box = drop.drawn;
    if (box == null) {
      return;
    }
    for (int row = box[1] / TILE; row <= (box[3] - 1) / TILE; row++) {
      for (int column = box[0] / TILE; column <= (box[2] - 1) / TILE; column++) {
        if (dirty[row * columns + column]) {
          draw(
              drop,
              Math.max(box[0], column * TILE),
              Math.max(box[1], row * TILE),
              Math.min(box[2], (column + 1) * TILE),
              Math.min(box[3], (row + 1) * TILE));
        }
      }
    }
  }

  private void draw(Drop drop, int left, int top, int right, int bottom) {
    double centreX = scaleX * pane.x(drop.u, drop.v);
    double centreY = scaleY * pane.y(drop.v);
    double radiusX = radiusX(drop);
    double radiusY = radiusY(drop);
    double real = scaleX * pane.across(drop.v) * drop.radius * drop.stretch;
    double tall = scaleY * pane.downwards(drop.v) * drop.radius / drop.stretch;
    float faint = (float) (Math.min(1, real / radiusX) * Math.min(1, tall / radiusY));
    double sign = drop.mirrored ? -1 : 1;
    boolean sharp = surroundings.samplesPerRadius() < SHARP * radiusX / scaleX;
    DropShape shape = drop.shape;
    for (int y = top; y < bottom; y++) {
      double v = (y + 0.5 - centreY) / radiusY;
      for (int x = left; x < right; x++) {
        double u = sign * (x + 0.5 - centreX) / radiusX;
        float covered = faint * shape.cover(u, v);
        if (covered <= 0) {
          continue;
        }
        int entry =
            refraction.entry(
                sign * drop.steepness * shape.slopeX(u, v), drop.steepness * shape.slopeY(u, v));
        int at = y * width + x;
        double seenX = centreX / scaleX + pane.focal() * refraction.right(entry);
        double seenY = centreY / scaleY + pane.focal() * refraction.down(entry);
        float before = covers.get(at);
        looks.put(2 * at, surroundings.column(seenX));
        looks.put(2 * at + 1, surroundings.row(seenY, sharp));
        lights.put(at, lights.get(at) * (1 - covered) + covered * refraction.light(entry));
        covers.put(at, before + covered * (1 - before));
      }
    }
  }

  @Override
  public void close() {
    look.close();
    light.close();
    cover.close();
  }
}
