package org.derain.rain.glass;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.derain.frames.FrameFormat;
import org.derain.rain.Glass;

/**
 * Drops on the glass before the lens, through a whole clip.
 *
 * <p>Each drop is a sphere section through which the scene is refracted (n = 1.33): upside down, of
 * a wide angle, dark where light is totally reflected. Out of focus, all of it is blurred by the
 * disc that a point on the glass becomes. Blended in linear light, which is taken as the square of
 * luma: colour differences are then light times (U - 128) / Y, and blend the same way.
 *
 * <p>The same glass gives the same drops, bit for bit, in any order of frames; frames in rising
 * order are fast, going back starts from the first one. Not for several threads at once.
 */
public final class GlassDrops implements AutoCloseable {
  /** Focal length as a multiple of the picture's width: a horizontal view of 58 degrees. */
  private static final double COMMON = 0.9;

  /** Aperture in mm at focus 1; the disc of a point on the glass is this seen at its distance. */
  private static final double APERTURE = 20;

  /** Widest disc in samples of a layer; a layer of a softer glass has fewer samples. */
  private static final double DISC = 6;

  /** Keeps colour where there is hardly any light. */
  private static final double FLOOR = 8;

  private final Glass glass;
  private final Pane pane;
  private final double framesPerSecond;
  private final Surroundings surroundings;
  private final Mat disc;
  private final DropMap map;
  private final GlassLayer luma;
  private final GlassLayer chroma;
  private final Mat half = new Mat();
  private final Mat light = new Mat();
  private final Mat scene = new Mat();
  private final Mat after = new Mat();
  private final Mat colour = new Mat();
  private WetGlass wet;

  /**
   * The drops of a clip.
   *
   * @param format size of its pictures
   * @param framesPerSecond how far drops run between frames
   */
  public GlassDrops(Glass glass, FrameFormat format, double framesPerSecond) {
    this(glass, format, framesPerSecond, COMMON * format.width());
  }

  /**
   * The drops of a clip that a given lens took, or that was cut from a larger picture.
   *
   * @param focal length in pixels, above 0
   */
  public GlassDrops(Glass glass, FrameFormat format, double framesPerSecond, double focal) {
    this.glass = glass;
    this.framesPerSecond = framesPerSecond;
    this.pane = Pane.of(glass, format.width(), format.height(), focal);
    this.surroundings = new Surroundings(pane);
    double diameter = glass.focus() * APERTURE * pane.focal() / pane.distance();
    int shrink = 1;
    while (diameter / shrink > DISC) {
      shrink *= 2;
    }
    this.disc = diameter < 0.5 ? null : disc(diameter / shrink);
    this.map =
        new DropMap(
            pane,
            new Refraction(glass.tilt()),
            surroundings,
            Math.max(2, format.width() / shrink),
            Math.max(2, format.height() / shrink));
    this.luma = new GlassLayer(format.width(), format.height(), disc);
    this.chroma = new GlassLayer(format.width() / 2, format.height() / 2, disc);
    this.wet = new WetGlass(glass, pane, framesPerSecond);
  }

  /** Share of each sample around the middle that a disc covers. */
  private static Mat disc(double diameter) {
    int reach = (int) Math.ceil(diameter / 2);
    Mat kernel = new Mat(2 * reach + 1, 2 * reach + 1, CV_32FC1);
    try (FloatIndexer values = kernel.createIndexer()) {
      double sum = 0;
      for (int y = -reach; y <= reach; y++) {
        for (int x = -reach; x <= reach; x++) {
          double inside = diameter / 2 + 0.5 - Math.hypot(x, y);
          values.put(y + reach, x + reach, (float) Math.max(0, Math.min(1, inside)));
          sum += values.get(y + reach, x + reach);
        }
      }
      kernel.convertTo(kernel, CV_32FC1, 1 / sum, 0);
    }
    return kernel;
  }

  /**
   * Puts the drops of a frame before the scene, in place. What no drop covers keeps its samples.
   *
   * @param planes Y, U, V as CV_32FC1 in 8-bit steps, 0 to 255; U and V of half the size
   * @param frame number of the frame in its clip, from 0
   */
  public void render(Mat[] planes, long frame) {
    update(frame);
    try (PointerScope scope = new PointerScope()) {
      opencv_imgproc.resize(planes[0], half, planes[1].size(), 0, 0, opencv_imgproc.INTER_AREA);
      opencv_core.multiply(half, half, light);
      opencv_core.multiply(planes[0], planes[0], scene);
      luma.composite(scene, surroundings.of(light, true));
      opencv_core.sqrt(scene, scene);
      opencv_imgproc.resize(scene, after, half.size(), 0, 0, opencv_imgproc.INTER_AREA);
      scene.copyTo(planes[0], luma.touched());
      half.convertTo(half, CV_32FC1, 1, FLOOR);
      after.convertTo(after, CV_32FC1, 1, FLOOR);
      for (int p = 1; p < 3; p++) {
        planes[p].convertTo(colour, CV_32FC1, 1, -128);
        opencv_core.multiply(colour, half, colour);
        chroma.composite(colour, surroundings.of(colour, false));
        opencv_core.divide(colour, after, colour);
        colour.convertTo(colour, CV_32FC1, 1, 128);
        colour.copyTo(planes[p], chroma.touched());
      }
    }
  }

  private void update(long frame) {
    if (frame < wet.frame()) {
      wet = new WetGlass(glass, pane, framesPerSecond);
      map.clear();
    }
    wet.advance(frame);
    if (map.draw(wet)) {
      luma.take(map);
      chroma.take(map);
    }
  }

  @Override
  public void close() {
    for (Mat mat : new Mat[] {half, light, scene, after, colour}) {
      mat.close();
    }
    luma.close();
    chroma.close();
    map.close();
    surroundings.close();
    if (disc != null) {
      disc.close();
    }
  }
}
