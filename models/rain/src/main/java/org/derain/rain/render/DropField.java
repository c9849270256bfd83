package org.derain.rain.render;

import java.util.Random;
import org.derain.frames.FrameFormat;
import org.derain.rain.Camera;
import org.derain.rain.Rainfall;
import org.derain.rain.Shells;

/**
 * The drops in the space before the camera, made once for a clip. Each falls at the terminal speed
 * of its size in a box that moves with the camera and wraps around, so that its place at any time
 * follows from its first place alone, and frames can be rendered in any order.
 *
 * <p>x to the right, y down, z along the view, in metres; the vanishing point is at half the width
 * and at the camera's horizon.
 */
final class DropField {
  private static final int FIELDS = 6;
  private final Rainfall fall;
  private final Camera camera;
  private final Shells shells;
  private final Projection projection;
  private final double framesPerSecond;
  private final Tremble gust;

  /** Of each class: half the box in x and y, and its depth. */
  private final double[][] boxes = new double[Shells.classes()][];

  /** Of each class, FIELDS values of each drop: x, y, z, diameter in mm, speed, shine. */
  private final float[][] drops = new float[Shells.classes()][];

  DropField(Rainfall fall, FrameFormat format, double framesPerSecond, long seed) {
    this.fall = fall;
    this.camera = fall.camera();
    this.shells = new Shells(fall, format.width());
    this.framesPerSecond = framesPerSecond;
    Random random = new Random(seed);
    this.gust = new Tremble(random, fall.gusts(), 0.05, 1);
    this.projection = new Projection(camera, fall.gain(), format, random);
    for (int c = 0; c < boxes.length; c++) {
      boxes[c] = box(c, format);
      drops[c] = fill(c, random);
    }
  }

  /** A box that holds what the camera sees up to a depth, and what moves into view meanwhile. */
  private double[] box(int index, FrameFormat format) {
    double deep = shells.depth(index);
    double margin =
        (10 + Math.abs(fall.wind()) + 3 * fall.gusts()) * camera.exposure()
            + 4 * Math.toRadians(camera.shake()) * deep;
    double along = Math.abs(camera.forward()) * camera.exposure();
    double centreX = format.width() / 2.0;
    double upDown =
        format.height() * Math.max(Math.abs(camera.horizon()), Math.abs(1 - camera.horizon()));
    return new double[] {
      (deep + along) * centreX / shells.focal() + margin,
      (deep + along) * upDown / shells.focal() + margin,
      deep + along
    };
  }

  private float[] fill(int index, Random random) {
    double[] box = boxes[index];
    double expected = shells.perCubicMetre(index) * 4 * box[0] * box[1] * box[2];
    int count = poisson(expected, random);
    float[] values = new float[FIELDS * count];
    for (int i = 0; i < values.length; i += FIELDS) {
      values[i] = (float) (2 * box[0] * random.nextDouble());
      values[i + 1] = (float) (2 * box[1] * random.nextDouble());
      values[i + 2] = (float) (box[2] * random.nextDouble());
      double diameter = fall.diameter(random, Shells.smallest(index), Shells.largest(index));
      values[i + 3] = (float) diameter;
      values[i + 4] = (float) Rainfall.speed(diameter);
      values[i + 5] = (float) (0.6 + 0.8 * random.nextDouble());
    }
    return values;
  }

  private static int poisson(double expected, Random random) {
    if (expected > 60) {
      return (int) Math.max(0, Math.round(expected + Math.sqrt(expected) * random.nextGaussian()));
    }
    double product = random.nextDouble();
    double border = Math.exp(-expected);
    int count = 0;
    while (product > border) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  /** How many drops there are in all, seen or not. */
  int size() {
    int sum = 0;
    for (float[] values : drops) {
      sum += values.length / FIELDS;
    }
    return sum;
  }

  /** Drops larger than a diameter in mm per cubic metre of the boxes of their sizes. */
  double perCubicMetre(double diameter) {
    double sum = 0;
    for (int c = 0; c < boxes.length; c++) {
      int count = 0;
      for (int i = 0; i < drops[c].length; i += FIELDS) {
        count += drops[c][i + 3] > diameter ? 1 : 0;
      }
      sum += count / (4 * boxes[c][0] * boxes[c][1] * boxes[c][2]);
    }
    return sum;
  }

  /** The streaks that a frame shows. */
  void streaks(long frame, Streaks into) {
    into.clear();
    double time = frame / framesPerSecond;
    projection.at(time);
    double blown = fall.wind() * time + gust.integral(time);
    double wind = fall.wind() + gust.value(time);
    for (int c = 0; c < drops.length; c++) {
      float[] values = drops[c];
      double[] box = boxes[c];
      for (int i = 0; i < values.length; i += FIELDS) {
        double turned = Math.toRadians(camera.turn()) * values[i + 2];
        double x = wrap(values[i] + blown - turned * time, 2 * box[0]) - box[0];
        double y = wrap(values[i + 1] + values[i + 4] * time, 2 * box[1]) - box[1];
        double z = wrap(values[i + 2] - camera.forward() * time, box[2]);
        if (z > Shells.NEAREST) {
          projection.streak(
              x, y, z, wind - turned, values[i + 4], values[i + 3], values[i + 5], into);
        }
      }
    }
  }

  private static double wrap(double value, double size) {
    return value - size * Math.floor(value / size);
  }
}
