package org.derain.pipeline.glass;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.Aligner;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.GlassMask;

/**
 * The scene as it was last seen, carried along the motion from frame to frame: while the camera
 * moves, what the glass hides now was seen before. Drops stand still and would hold the motion at
 * nought: before it is found, the holes of a new frame are filled with the memory carried along the
 * motion of the frame before, and what was found is then filled under the drops from around them.
 * How far the memory is trusted goes along with it: it falls with each frame that a place was not
 * seen, and is none where it never was. What is even moves nowhere: holes before it take the mean
 * of what surrounds them, once the scene has moved. So nothing changes before a camera that stands
 * still. One object per clip; frames in their order.
 */
final class SceneMemory implements AutoCloseable {
  /** Largest width on which motion is found. */
  private static final int WIDEST = 640;

  /** What of the trust is left after each frame that a place was not seen. */
  private static final double KEPT = 0.995;

  /** Motion below this many pixels is none. */
  private static final double STILL = 0.35;

  /** Share of a picture that stands still, below which the scene moves. */
  private static final double STANDS = 0.8;

  /** Brightness of the mask from which on it hides, of 255. */
  private static final double HIDES = 40;

  private final Aligner aligner;
  private final double still;
  private final Picture memory;
  private final Picture carried;
  private final Mat hole = new Mat();
  private final Mat wide = new Mat();
  private final Mat open = new Mat();
  private final Surround around = new Surround(2);
  private final Mat soft = new Mat();
  private final Mat seen = new Mat();
  private final Mat reduced = new Mat();
  private final Mat trust = new Mat();
  private final Mat flow = new Mat();
  private final Mat weight = new Mat();
  private final Mat evenly = new Mat();
  private final Mat none;
  private final Scalar black = Scalar.all(0);
  private final EvenGround even;
  private boolean empty = true;
  private boolean moved;

  SceneMemory(FrameFormat format, GlassMask mask) {
    this.aligner = new Aligner(format, Math.max(2, Math.round((float) format.width() / WIDEST)));
    this.still = STILL * aligner.width() / format.width();
    this.memory = new Picture(format);
    this.carried = new Picture(format);
    this.none = new Mat(aligner.height(), aligner.width(), CV_32FC2, black);
    // The aligner keeps what it makes at its first warp, which must not belong to a scope.
    try (Mat nowhere = new Mat(aligner.height(), aligner.width(), CV_8UC1, black)) {
      aligner.warpParts(memory, none, nowhere, carried);
    }
    Mat known = new Mat();
    try (PointerScope scope = new PointerScope()) {
      fit(mask.mat(), known);
    }
    this.even = new EvenGround(format, known);
    known.close();
  }

  /** What the mask hides on the grid of the motion, and what it does not. */
  private void fit(Mat mask, Mat known) {
    Mat small = new Mat();
    Size size = new Size(aligner.width(), aligner.height());
    opencv_imgproc.resize(mask, small, size, 0, 0, opencv_imgproc.INTER_AREA);
    opencv_imgproc.threshold(small, small, HIDES, 255, opencv_imgproc.THRESH_BINARY);
    opencv_imgproc.dilate(small, hole, disc(3));
    opencv_imgproc.dilate(hole, wide, disc(5));
    opencv_core.bitwise_not(hole, open);
    opencv_core.bitwise_not(wide, known);
    known.convertTo(known, CV_32FC1, 1 / 255.0, 0);
    around.fit(known);
    hole.convertTo(soft, CV_32FC1, 1 / 255.0, 0);
    opencv_imgproc.blur(soft, soft, new Size(3, 3));
  }

  private static Mat disc(int side) {
    return opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_ELLIPSE, new Size(side, side));
  }

  /** Forgets the scene. */
  void forget() {
    empty = true;
    moved = false;
    even.forget();
  }

  /** The next frame's reduced luma; {@link #carry} is to be called then. */
  Mat look(Picture frame) {
    aligner.reduce(frame, reduced);
    return reduced;
  }

  /**
   * Brings the memory to the frame that was last looked at; {@link #fill} or {@link #pass} is to be
   * called with it then.
   *
   * @return whether anything of it is to be filled
   */
  boolean carry(Picture frame) {
    try (PointerScope scope = new PointerScope()) {
      if (empty) {
        open.convertTo(trust, CV_32FC1, 1 / 255.0, 0);
        reduced.copyTo(seen);
        none.copyTo(flow);
        empty = false;
        return false;
      }
      move();
      opencv_core.multiply(soft, trust, weight);
      weight.setTo(new Mat(black), outside());
      evenly(frame);
      return opencv_core.countNonZero(weight) + opencv_core.countNonZero(evenly) > 0;
    }
  }

  /** How far holes take what surrounds them: where it is even, and the memory knows nothing. */
  private void evenly(Picture frame) {
    if (!moved) {
      evenly.create(soft.rows(), soft.cols(), CV_32FC1);
      evenly.put(black);
      return;
    }
    opencv_core.subtract(soft, weight, evenly);
    opencv_imgproc.threshold(evenly, evenly, 0, 0, opencv_imgproc.THRESH_TOZERO);
    opencv_core.multiply(evenly, even.look(frame), evenly);
  }

  /**
   * Fills what is hidden, as far as it was seen before or is before even ground; the frame is
   * changed in place.
   */
  void fill(Picture frame) {
    try (PointerScope scope = new PointerScope()) {
      aligner.warpParts(memory, flow, wide, carried);
      for (int p = 0; p < 3; p++) {
        Mat plane = frame.mat(p);
        Mat step = step(carried.mat(p), plane, weight);
        if (moved) {
          Mat mean = new Mat();
          opencv_imgproc.resize(
              even.mean(p), mean, plane.size(), 0, 0, opencv_imgproc.INTER_LINEAR);
          opencv_core.add(step, step(mean, plane, evenly), step);
        }
        opencv_core.add(plane, step, plane, new Mat(), plane.type());
      }
    }
    memory.copyFrom(frame);
  }

  /** What is to be added to a plane to bring it a share of the way to another. */
  private static Mat step(Mat other, Mat plane, Mat weight) {
    Mat share = new Mat();
    opencv_imgproc.resize(weight, share, plane.size(), 0, 0, opencv_imgproc.INTER_LINEAR);
    Mat step = new Mat();
    opencv_core.subtract(other, plane, step, new Mat(), CV_32FC1);
    opencv_core.multiply(step, share, step);
    return step;
  }

  /** Remembers a frame of which nothing is to be filled. */
  void pass(Picture frame) {
    memory.copyFrom(frame);
  }

  /** What is seen anyway has full trust, and only the seam of a hole that is trusted is blended. */
  private Mat outside() {
    Mat near = new Mat();
    Mat trusted = new Mat();
    trust.copyTo(trusted);
    trusted.setTo(new Mat(black), open);
    opencv_imgproc.dilate(trusted, near, disc(3));
    Mat outside = new Mat();
    opencv_core.inRange(near, new Mat(black), new Mat(black), outside);
    return outside;
  }

  /** Brings the memory's luma and the trust to the new frame, and finds the motion for that. */
  private void move() {
    Mat predicted = new Mat();
    aligner.warpReduced(seen, flow, black, predicted);
    Mat whole = reduced.clone();
    predicted.copyTo(whole, hole);
    aligner.flow(whole, seen, flow);
    around.fill(flow).copyTo(flow, wide);
    MatVector parts = new MatVector();
    opencv_core.split(flow, parts);
    Mat speed = new Mat();
    opencv_core.magnitude(parts.get(0), parts.get(1), speed);
    Mat slow = new Mat();
    opencv_core.inRange(speed, new Mat(black), new Mat(Scalar.all(still)), slow);
    none.copyTo(flow, slow);
    moved |= opencv_core.countNonZero(slow) < STANDS * slow.rows() * slow.cols();
    aligner.warpReduced(seen, flow, black, predicted);
    reduced.copyTo(seen);
    predicted.copyTo(seen, hole);
    Mat before = trust.clone();
    aligner.warpReduced(before, flow, black, trust);
    trust.convertTo(trust, CV_32FC1, KEPT, 0);
    trust.setTo(new Mat(Scalar.all(1)), open);
  }

  @Override
  public void close() {
    for (Mat mat :
        new Mat[] {hole, wide, open, soft, seen, reduced, trust, flow, weight, evenly, none}) {
      mat.close();
    }
    around.close();
    even.close();
    memory.close();
    carried.close();
    aligner.close();
    black.close();
  }
}
