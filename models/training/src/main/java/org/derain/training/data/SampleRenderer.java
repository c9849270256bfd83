package org.derain.training.data;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.rain.RainParameters;
import org.derain.rain.RainSampler;
import org.derain.rain.Visibility;
import org.derain.rain.overlay.Overlay;
import org.derain.rain.render.Rain;

/**
 * Makes windows to learn from: a patch of five pictures, scaled down (which sharpens compressed
 * footage), perhaps darkened, sharpened or mirrored; rain on it, and perhaps a clock or a logo on
 * that; aligned like a served window; then cut. One object per thread.
 */
public final class SampleRenderer implements WindowSource {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 256;

  /** Of the footage, as far as rain minds. */
  private static final double FRAMES_PER_SECOND = 25;

  /** Frames of a camera's journey over a photograph. */
  private static final int JOURNEY = 13;

  /** Share of windows without a future, as live use has them. */
  static final double CAUSAL = 0.3;

  /** Share of darkened windows over which haze lies, which is to stay. */
  private static final double HAZY = 0.5;

  private static final double HAZY_STILLS = 0.1;

  private final Footage footage;

  /** Of what is rendered next. */
  private final Random order;

  /** Of all choices within one recipe; it starts anew with each. */
  private final Random random = new Random();

  private final Supplier<RainParameters> rain;
  private final int side;
  private final WindowCutter cutter;
  private final double single;
  private final double screened;
  private final double overlays;
  private final RainSampler sampler;
  private final TextureBank textures;
  private final Map<FrameFormat, Patch> patches = new HashMap<>();

  /** Pictures and aligners for one patch size. */
  private record Patch(Picture[] pictures, Picture truth, Window half, Window quarter) {
    public static Patch of(FrameFormat format) {
      Picture[] pictures = new Picture[5];
      for (int i = 0; i < 5; i++) {
        pictures[i] = new Picture(format);
      }
      return new Patch(pictures, new Picture(format), new Window(format, 2), new Window(format, 4));
    }
  }

  /**
   * A renderer.
   *
   * @param side of a window in pixels
   * @param rain the next rain, or none
   * @param single share of windows of one picture, repeated
   */
  public SampleRenderer(
      Footage footage, int side, Supplier<RainParameters> rain, double single, long seed) {
    this(footage, side, rain, single, 0, 0, seed);
  }

  /**
   * The same with stills as the field's training pictures have them, and with what cameras write
   * over their pictures.
   *
   * @param screened share of the windows of one picture whose rain is {@link RainSampler#still}
   * @param overlays share of patches with an {@link Overlay}
   */
  public SampleRenderer(
      Footage footage,
      int side,
      Supplier<RainParameters> rain,
      double single,
      double screened,
      double overlays,
      long seed) {
    this.screened = screened;
    this.overlays = overlays;
    this.sampler = new RainSampler(seed + 1, 0);
    this.footage = footage;
    this.side = side;
    this.cutter = new WindowCutter(side);
    this.single = single;
    this.order = new Random(seed);
    this.rain = rain;
    this.textures = new TextureBank(WIDTH, HEIGHT, order);
  }

  @Override
  public Recipe recipe() {
    Footage.Run run = footage.draw(order);
    long seed = order.nextLong();
    boolean alone = alone();
    return new Recipe(run.name(), run.number(), seed, alone, dressed(alone), overlay());
  }

  /** The seed of an overlay, or null for none. */
  private Long overlay() {
    return overlays > 0 && order.nextDouble() < overlays ? order.nextLong() : null;
  }

  /** Renders windows; where the clip is not among the footage, its rain falls on another. */
  @Override
  public List<Sample> render(Recipe recipe) {
    random.setSeed(recipe.seed());
    Footage.Run run =
        footage.find(recipe.clip(), recipe.run()).orElseGet(() -> footage.draw(random));
    return cut(draw(run.pictures(), recipe.single(), recipe.rain(), recipe.overlay()), windows());
  }

  /** How many windows a patch gives without much overlap. */
  private int windows() {
    return Math.max(4, WIDTH * HEIGHT * 3 / 5 / (side * side));
  }

  /** Renders a patch of given pictures (at least one) and cuts windows out of it. */
  public List<Sample> of(List<Picture> pictures, int windows) {
    random.setSeed(order.nextLong());
    boolean alone = alone();
    return cut(draw(pictures, alone, dressed(alone), overlay()), windows);
  }

  private boolean alone() {
    return order.nextDouble() < single;
  }

  private RainParameters dressed(boolean alone) {
    boolean still = alone && screened > 0 && order.nextDouble() < screened;
    return still ? textures.dressStill(sampler.still()) : textures.dress(rain.get());
  }

  private record Drawn(
      RainParameters rain, Picture[] aligned, Picture truth, Visibility visibility) {}

  private Drawn draw(
      List<Picture> run, boolean alone, RainParameters parameters, Long overlaySeed) {
    FrameFormat source = run.get(0).format();
    double shrink = random.nextDouble() < 0.3 ? 1 : Math.exp(random.nextDouble() * Math.log(3.2));
    shrink =
        Math.max(
            1,
            Math.min(
                shrink, Math.min((double) source.width() / side, (double) source.height() / side)));
    FrameFormat format =
        new FrameFormat(
            sixteenths(Math.min(WIDTH, source.width() / shrink)),
            sixteenths(Math.min(HEIGHT, source.height() / shrink)),
            8);
    Patch patch = patches.computeIfAbsent(format, Patch::of);
    boolean moved = run.size() == 1 && !alone;
    int[] times = times(moved ? JOURNEY : run.size(), alone);
    fill(run, times, shrink, moved ? Journey.draw(random) : null, patch);
    patch.truth.copyFrom(patch.pictures[2]);
    Overlay overlay = overlaySeed == null ? null : Overlay.of(overlaySeed, format, times[2]);
    Picture[] window = new Picture[5];
    Visibility visibility;
    try (Rain renderer = new Rain(parameters, format, FRAMES_PER_SECOND, textures.of(parameters))) {
      byte[] veiledLight = renderer.veiled(patch.truth, times[2]);
      renderer.render(patch.truth, times[2], false);
      byte[] truthLight = renderer.exposed();
      write(overlay, patch.truth, times[2]);
      byte[] rainyLight = truthLight;
      for (int i = 0; i < 5; i++) {
        window[i] = patch.pictures[i];
        for (int j = 0; j < i; j++) {
          if (times[j] == times[i]) {
            window[i] = window[j];
          }
        }
        if (window[i] == patch.pictures[i]) {
          renderer.render(window[i], times[i], true);
          if (times[i] == times[2]) {
            rainyLight = renderer.exposed();
          }
          write(overlay, window[i], times[i]);
        }
      }
      visibility =
          parameters.dry()
              ? null
              : new Visibility(
                  window[2].luma(),
                  rainyLight,
                  patch.truth.luma(),
                  truthLight,
                  veiledLight,
                  format.width(),
                  parameters.sensor().noise());
    }
    Window aligner = random.nextDouble() < 0.75 ? patch.half : patch.quarter;
    return new Drawn(parameters, aligner.align(window), patch.truth, visibility);
  }

  /** Over rain, noise and all. */
  private static void write(Overlay overlay, Picture picture, int frame) {
    if (overlay != null) {
      overlay.paint(picture, frame);
    }
  }

  /** The largest multiple of 16 within a length that a division may have left a hair short. */
  public static int sixteenths(double length) {
    return (int) (length + 1e-6) / 16 * 16;
  }

  /** Which pictures of the run: steps of 1 to 3; sometimes no future or no neighbour at all. */
  private int[] times(int length, boolean alone) {
    int step = Math.min(1 + random.nextInt(3), Math.max(1, (length - 1) / 4));
    int centre = random.nextInt(length);
    boolean causal = random.nextDouble() < CAUSAL;
    int[] times = new int[5];
    for (int i = 0; i < 5; i++) {
      int t = centre + (i - 2) * step;
      if (alone || (causal && i > 2)) {
        t = centre;
      }
      times[i] = Math.max(0, Math.min(length - 1, t));
    }
    return times;
  }

  /**
   * Cuts the patch out of the pictures.
   *
   * @param journey of the camera over the one picture; null: the pictures as they are
   */
  private void fill(List<Picture> run, int[] times, double shrink, Journey journey, Patch patch) {
    FrameFormat source = run.get(0).format();
    FrameFormat format = patch.truth.format();
    int width = (int) (format.width() * shrink) & ~1;
    int height = (int) (format.height() * shrink) & ~1;
    int x = random.nextInt((source.width() - width) / 2 + 1) * 2;
    int y = random.nextInt((source.height() - height) / 2 + 1) * 2;
    boolean mirror = random.nextBoolean();
    double sharpen = random.nextDouble() < 0.25 ? 0.8 * random.nextDouble() : 0;
    double contrast = 1;
    double offset = 0;
    if (random.nextDouble() < 0.4) {
      contrast = 0.35 + 0.85 * random.nextDouble();
      // Stills with haze of their own would hide what tells the mist of rain: that nothing is
      // black.
      double hazy = times[0] == times[4] ? HAZY_STILLS : HAZY;
      offset = 16 * (1 - contrast) + (random.nextDouble() < hazy ? 40 * random.nextDouble() : 0);
    }
    double[] levels = {contrast, offset};
    for (int p = 0; p < 3; p++) {
      int s = p == 0 ? 1 : 2;
      try (PointerScope scope = new PointerScope()) {
        Mat still = journey == null ? null : scaled(run.get(0).mat(p), shrink);
        for (int i = 0; i < 5; i++) {
          Mat into = patch.pictures[i].mat(p);
          Mat cut;
          if (journey == null) {
            Rect rect = new Rect(x / s, y / s, width / s, height / s);
            cut = scaled(new Mat(run.get(times[i]).mat(p), rect), into.size());
          } else {
            double left = x / shrink / s;
            double top = y / shrink / s;
            cut = journey.view(still, left, top, into.size(), times[i] - times[2], 1.0 / s);
          }
          dressed(cut, into, mirror, p == 0 ? sharpen : 0, p, levels);
        }
      }
    }
  }

  private static Mat scaled(Mat from, double shrink) {
    return scaled(
        from,
        new Size((int) Math.round(from.cols() / shrink), (int) Math.round(from.rows() / shrink)));
  }

  /** Of a size; a copy in any case. */
  private static Mat scaled(Mat from, Size size) {
    Mat scaled = new Mat();
    if (from.cols() == size.width() && from.rows() == size.height()) {
      from.copyTo(scaled);
    } else {
      opencv_imgproc.resize(from, scaled, size, 0, 0, opencv_imgproc.INTER_AREA);
    }
    return scaled;
  }

  private static void dressed(
      Mat cut, Mat into, boolean mirror, double sharpen, int plane, double[] levels) {
    if (mirror) {
      opencv_core.flip(cut, cut, 1);
    }
    if (sharpen > 0) {
      Mat blurred = new Mat();
      opencv_imgproc.GaussianBlur(cut, blurred, new Size(0, 0), 1.0);
      opencv_core.addWeighted(cut, 1 + sharpen, blurred, -sharpen, 0, cut);
    }
    double offset = plane == 0 ? levels[1] : 128 * (1 - levels[0]);
    cut.convertTo(into, CV_8UC1, levels[0], offset);
  }

  private List<Sample> cut(Drawn drawn, int windows) {
    RainParameters rain = drawn.rain;
    return cutter
        .cut(drawn.aligned, drawn.truth, drawn.visibility, types(rain), random, windows)
        .stream()
        .map(sample -> rain.dry() ? sample : sample.of(rain.type()))
        .toList();
  }

  /** Streaks, rain in the dark, drops on glass. */
  private static float[] types(RainParameters rain) {
    boolean falling = rain.fall() != null || !rain.layers().isEmpty();
    boolean dark = rain.night() != null;
    boolean glass = rain.glass() != null;
    return new float[] {falling && !dark ? 1 : 0, falling && dark ? 1 : 0, glass ? 1 : 0};
  }

  @Override
  public void close() {
    textures.close();
    for (Patch patch : patches.values()) {
      for (Picture picture : patch.pictures) {
        picture.close();
      }
      patch.truth.close();
      patch.half.close();
      patch.quarter.close();
    }
  }
}
