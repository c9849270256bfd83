package org.derain.frames;

import static org.bytedeco.opencv.global.opencv_core.CV_16SC2;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_video.DISOpticalFlow;

/**
 * Finds motion between pictures and warps one onto the grid of another. Dense inverse search flow
 * (Kroeger et al., ECCV 2016; OpenCV's ultrafast preset) on reduced luma, after a 3x3 median so
 * that streaks do not steer it; where the whole picture moves far, it begins from there. One object
 * per thread.
 */
public final class Aligner implements AutoCloseable {
  /** Motion below this many luma pixels everywhere counts as standing still. */
  private static final double STILL = 0.35;

  /** Side of the blocks that are warped or copied, in pixels. */
  private static final int BLOCK = 64;

  /** Below this side DIS may find too few scales for its finest one. */
  private static final int SMALL = 128;

  /** The finest scale of finer flows: the reduced luma halved once; the preset halves it twice. */
  private static final int FINEST = 1;

  /** Reduced pixels from one patch of 8x8 to the next in finer flows; the preset has 4. */
  private static final int STRIDE = 6;

  private final FrameFormat format;
  private final int factor;
  private final int width;
  private final int height;
  private final DISOpticalFlow dis;
  private final WholeShift whole;
  private final Mat[] grids = new Mat[2];
  private final Size[] planes = new Size[2];
  private final Size reduced;
  private final Mat grid;
  private final Mat stretch;
  private final Mat small = new Mat();
  private final Mat eight = new Mat();
  private final Mat map = new Mat();
  private final Mat fixed = new Mat();
  private final Mat fraction = new Mat();
  private final Mat chained = new Mat();
  private final Mat none = new Mat();
  private final Scalar zero = Scalar.all(0);

  /** For pictures of one format; luma is reduced by 2, above 960 columns by 4. */
  public Aligner(FrameFormat format) {
    this(format, usual(format));
  }

  /** For pictures of one format, with luma reduced by {@code factor} (2 or more). */
  public Aligner(FrameFormat format, int factor) {
    this(format, factor, false);
  }

  /**
   * The same with finer flows: down to half the reduced luma, with fewer patches, and one iteration
   * of variational refinement (Brox et al., ECCV 2004). They take 2.6 times the time.
   */
  public static Aligner fine(FrameFormat format) {
    return new Aligner(format, usual(format), true);
  }

  private static int usual(FrameFormat format) {
    return format.width() > 960 ? 4 : 2;
  }

  private Aligner(FrameFormat format, int factor, boolean fine) {
    this.format = format;
    this.factor = factor;
    this.width = Math.max(16, format.width() / factor);
    // DIS picks its pyramid by the width when a side is short, and reads beyond a picture that is
    // not as high as a patch of 8 there.
    this.height = Math.max(width < 80 ? 16 : 32, format.height() / factor);
    this.reduced = new Size(width, height);
    this.dis = DISOpticalFlow.create(DISOpticalFlow.PRESET_ULTRAFAST);
    if (fine) {
      dis.setFinestScale(FINEST);
      dis.setPatchStride(STRIDE);
      dis.setVariationalRefinementIterations(1);
    }
    this.whole = new WholeShift(width, height);
    this.grid = identity(width, height);
    this.stretch = new Mat(2, 2, CV_32FC1);
    warmUp();
    for (int p = 0; p < 2; p++) {
      planes[p] = new Size(format.planeWidth(p), format.planeHeight(p));
    }
  }

  /**
   * DIS chooses other scales in its first calculation on something small than in all later ones:
   * one that nobody needs, so that a flow depends on its pictures alone.
   */
  private void warmUp() {
    if (Math.min(width, height) < SMALL) {
      try (Mat blank = new Mat(height, width, CV_8UC1, zero);
          Mat flow = new Mat()) {
        flow(blank, blank, flow);
      }
    }
  }

  /** Width of the reduced luma and of every flow, in samples. */
  public int width() {
    return width;
  }

  /** Height of the reduced luma and of every flow, in samples. */
  public int height() {
    return height;
  }

  /** Writes the reduced, median-filtered 8-bit luma of a picture: what flows are computed on. */
  public void reduce(Picture picture, Mat into) {
    Mat luma = picture.mat(0);
    opencv_imgproc.resize(luma, small, reduced, 0, 0, opencv_imgproc.INTER_AREA);
    if (format.sampleBytes() == 2) {
      small.convertTo(eight, CV_8UC1, 255.0 / format.peak(), 0);
      opencv_imgproc.medianBlur(eight, into, 3);
    } else {
      opencv_imgproc.medianBlur(small, into, 3);
    }
  }

  /**
   * Writes the flow that says where each point of {@code from} lies in {@code to}: two floats in
   * samples of the reduced luma. What {@code into} held before does not matter.
   */
  public void flow(Mat from, Mat to, Mat into) {
    // calc() takes what a matrix holds as a guess at this flow, and works otherwise without a
    // guess: one for all, so that a flow never depends on the history of its matrix.
    into.create(height, width, CV_32FC2);
    WholeShift.Shift shift = whole.find(from, to);
    try (Scalar guess = new Scalar(shift.x(), shift.y(), 0, 0)) {
      into.put(guess);
    }
    dis.calc(from, to, into);
  }

  /**
   * Writes the flow b→a, given a→b: at each point the opposite of what moved there, which is sought
   * where that came from. A tenth of the time of a flow; wrong where something is covered.
   */
  public void invert(Mat ab, Mat into) {
    opencv_core.subtract(grid, ab, map);
    opencv_imgproc.remap(
        ab, chained, map, none, opencv_imgproc.INTER_LINEAR, opencv_core.BORDER_REPLICATE, zero);
    chained.convertTo(into, -1, -1, 0);
  }

  /** Writes the flow a→c, given a→b and b→c. */
  public void chain(Mat ab, Mat bc, Mat into) {
    opencv_core.add(grid, ab, map);
    opencv_imgproc.remap(
        bc, chained, map, none, opencv_imgproc.INTER_LINEAR, opencv_core.BORDER_REPLICATE, zero);
    opencv_core.add(ab, chained, into);
  }

  /** Whether a flow moves nothing by more than a third of a pixel, so that warping is idle. */
  public boolean still(Mat flow) {
    double limit = STILL / factor;
    return opencv_core.norm(flow, opencv_core.NORM_INF, null) < limit;
  }

  /**
   * Warps {@code source} along {@code flow}, so that {@code into} shows it on the grid from which
   * the flow starts. Bilinear; outside the picture the border is repeated. Blocks of {@value
   * #BLOCK} pixels each way that stand still, as {@link #still} has it, are copied.
   */
  public void warp(Picture source, Mat flow, Picture into) {
    List<Run> runs = runs(flow, null);
    positions(flow, 0);
    apply(runs, source.mat(0), into.mat(0), opencv_imgproc.INTER_LINEAR);
    positions(flow, 1);
    apply(runs, source.mat(1), into.mat(1), opencv_imgproc.INTER_LINEAR);
    apply(runs, source.mat(2), into.mat(2), opencv_imgproc.INTER_LINEAR);
  }

  /**
   * Likewise but bicubic, as sharp as it was, and only those blocks of {@value #BLOCK} pixels each
   * way in which {@code where} (8 bits, of the flow's size) is not 0 throughout; all others keep
   * what they hold.
   */
  public void warpParts(Picture source, Mat flow, Mat where, Picture into) {
    List<Run> runs = runs(flow, where);
    positions(flow, 0);
    apply(runs, source.mat(0), into.mat(0), opencv_imgproc.INTER_CUBIC);
    positions(flow, 1);
    apply(runs, source.mat(1), into.mat(1), opencv_imgproc.INTER_CUBIC);
    apply(runs, source.mat(2), into.mat(2), opencv_imgproc.INTER_CUBIC);
  }

  /** Warps something of the flow's own size, bilinear; outside of it is {@code border}. */
  public void warpReduced(Mat source, Mat flow, Scalar border, Mat into) {
    opencv_core.add(grid, flow, map);
    opencv_imgproc.remap(
        source, into, map, none, opencv_imgproc.INTER_LINEAR, opencv_core.BORDER_CONSTANT, border);
  }

  /** Like {@link #warp}, but the luma alone. */
  public void warpLuma(Picture source, Mat flow, Mat into) {
    List<Run> runs = runs(flow, null);
    positions(flow, 0);
    into.create(format.height(), format.width(), source.mat(0).type());
    apply(runs, source.mat(0), into, opencv_imgproc.INTER_LINEAR);
  }

  /** Blocks of a row of blocks that all move, or all stand still; in flow vectors. */
  private record Run(int left, int top, int right, int bottom, boolean moves) {}

  private List<Run> runs(Mat flow, Mat where) {
    List<Run> runs = new ArrayList<>();
    int side = BLOCK / factor;
    for (int top = 0; top < height; top += side) {
      int bottom = Math.min(height, top + side);
      Run last = null;
      for (int left = 0; left < width; left += side) {
        int right = Math.min(width, left + side);
        boolean moves;
        try (Rect place = new Rect(left, top, right - left, bottom - top);
            Mat block = new Mat(flow, place)) {
          if (!any(where, place)) {
            last = null;
            continue;
          }
          moves = !still(block);
        }
        if (last != null && last.moves == moves) {
          runs.remove(runs.size() - 1);
          last = new Run(last.left, top, right, bottom, moves);
        } else {
          last = new Run(left, top, right, bottom, moves);
        }
        runs.add(last);
      }
    }
    return runs;
  }

  private static boolean any(Mat where, Rect place) {
    if (where == null) {
      return true;
    }
    try (Mat part = new Mat(where, place)) {
      return opencv_core.countNonZero(part) > 0;
    }
  }

  private void apply(List<Run> runs, Mat source, Mat into, int interpolation) {
    for (Run run : runs) {
      int left = scaled(run.left, into.cols(), width);
      int top = scaled(run.top, into.rows(), height);
      int right = scaled(run.right, into.cols(), width);
      int bottom = scaled(run.bottom, into.rows(), height);
      if (right == left || bottom == top) {
        continue;
      }
      try (Rect place = new Rect(left, top, right - left, bottom - top);
          Mat target = new Mat(into, place)) {
        if (run.moves) {
          try (Mat whole = new Mat(fixed, place);
              Mat part = new Mat(fraction, place)) {
            opencv_imgproc.remap(
                source, target, whole, part, interpolation, opencv_core.BORDER_REPLICATE, zero);
          }
        } else {
          try (Mat same = new Mat(source, place)) {
            same.copyTo(target);
          }
        }
      }
    }
  }

  private static int scaled(int at, int plane, int flow) {
    return (int) ((long) at * plane / flow);
  }

  /** Turns the flow into the fixed-point positions, on a plane's own grid, that remap() wants. */
  private void positions(Mat flow, int plane) {
    if (grids[plane] == null) {
      // Made when first needed: who only computes flows saves 20 MB at 1920x1080.
      grids[plane] = identity(format.planeWidth(plane), format.planeHeight(plane));
    }
    float sx = (float) format.planeWidth(plane) / width;
    float sy = (float) format.planeHeight(plane) / height;
    if (sx == 1 && sy == 1) {
      opencv_core.add(flow, grids[plane], map);
    } else {
      opencv_imgproc.resize(flow, map, planes[plane], 0, 0, opencv_imgproc.INTER_LINEAR);
      if (sx == sy) {
        opencv_core.scaleAdd(map, sx, grids[plane], map);
      } else {
        ((FloatBuffer) stretch.createBuffer()).put(new float[] {sx, 0, 0, sy});
        opencv_core.transform(map, map, stretch);
        opencv_core.add(map, grids[plane], map);
      }
    }
    opencv_imgproc.convertMaps(map, none, fixed, fraction, CV_16SC2, false);
  }

  /** The position of every point: x and y as two floats. */
  static Mat identity(int width, int height) {
    Mat grid = new Mat(height, width, CV_32FC2);
    FloatPointer data = new FloatPointer(grid.data());
    float[] row = new float[2 * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        row[2 * x] = x;
        row[2 * x + 1] = y;
      }
      data.position((long) 2 * width * y).put(row, 0, row.length);
    }
    return grid;
  }

  @Override
  public void close() {
    for (Pointer pointer :
        new Pointer[] {
          dis, grid, small, eight, map, fixed, fraction, chained, stretch, none, zero, reduced,
          grids[0], grids[1], planes[0], planes[1]
        }) {
      if (pointer != null) {
        pointer.close();
      }
    }
    whole.close();
  }
}
