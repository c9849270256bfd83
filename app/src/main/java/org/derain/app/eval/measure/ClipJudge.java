package org.derain.app.eval.measure;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.derain.frames.Colour;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.frames.WarpError;
import org.derain.pipeline.FrameSink;
import org.derain.pipeline.FrameTime;

/**
 * Takes the derained frames of one clip from the pipeline and judges them, and on demand the
 * baselines, against the clean clip.
 */
final class ClipJudge implements FrameSink {
  /** Steps of luma by which the rain changes a point outside of it at most. */
  private static final double OUTSIDE = 6;

  private final ClipPair pair;
  private final String model;
  private final Frames clean;
  private final Picture truth;
  private final FrameView cleanView;
  private final MedianBaseline medians;
  private final WarpError warp;
  private final QualityMeans cleanTally = new QualityMeans();
  private final Map<String, FrameView> views = new LinkedHashMap<>();
  private final Map<String, QualityMeans> tallies = new LinkedHashMap<>();
  private final ExhibitMaker exhibit = new ExhibitMaker();

  /**
   * For one clip and model.
   *
   * @param rainy says what its pictures are like; it stays the caller's
   * @param baselines whether to judge the medians too
   * @throws MediaException when the clean clip cannot be read, or its size is another
   */
  ClipJudge(ClipPair pair, String model, Frames rainy, boolean baselines) {
    FrameFormat format = rainy.format();
    Colour colour = rainy.colour();
    this.pair = pair;
    this.model = model;
    this.clean = pair.clean().get();
    FrameFormat twin = clean.format();
    if (twin.width() != format.width() || twin.height() != format.height()) {
      clean.close();
      throw new MediaException(
          pair.name()
              + ": sizes differ, rainy "
              + format.width()
              + "x"
              + format.height()
              + " and clean "
              + twin.width()
              + "x"
              + twin.height());
    }
    this.truth = new Picture(twin);
    this.cleanView = new FrameView(twin, clean.colour());
    this.medians = baselines ? new MedianBaseline(pair.rainy().get()) : null;
    boolean large = WarpError.fits(format.width(), format.height());
    this.warp = large ? new WarpError(format.width(), format.height()) : null;
    add(ClipResult.INPUT, format, colour);
    if (baselines) {
      add(ClipResult.MEDIAN_3, format, colour);
      add(ClipResult.MEDIAN_5, format, colour);
    }
    add(model, format, colour);
    for (int i = 0; i < pair.lead() && clean.read(truth); i++) {
      if (medians != null) {
        medians.next();
      }
    }
  }

  private void add(String method, FrameFormat format, Colour colour) {
    views.put(method, new FrameView(format, colour));
    tallies.put(method, new QualityMeans());
  }

  @Override
  public void write(Picture original, Picture derained, FrameTime time) {
    if (!clean.read(truth)) {
      throw new MediaException(
          pair.name()
              + ": the clean clip ends after "
              + cleanView.shown()
              + " frames, before the rainy one");
    }
    cleanView.show(truth);
    views.get(ClipResult.INPUT).show(original);
    if (medians != null) {
      medians.next();
      views.get(ClipResult.MEDIAN_3).show(medians.median(3));
      views.get(ClipResult.MEDIAN_5).show(medians.median(5));
    }
    views.get(model).show(derained);
    views.forEach((method, view) -> tallies.get(method).add(view, cleanView));
    judgeOutside();
    if (pair.written() != null) {
      judgeWritten(pair.written().apply(cleanView.shown() - 1));
    }
    if (warp != null && cleanView.shown() > 1) {
      warp.motion(cleanView.lumaBefore(), cleanView.luma());
      cleanTally.addWarp(cleanView, warp);
      views.forEach((method, view) -> tallies.get(method).addWarp(view, warp));
    }
    offer();
  }

  /** Where the rain is not, what a method does is harm. */
  private void judgeOutside() {
    FrameView input = views.get(ClipResult.INPUT);
    try (Mat difference = new Mat();
        Mat mask = new Mat()) {
      opencv_core.absdiff(input.luma(), cleanView.luma(), difference);
      opencv_imgproc.threshold(
          difference, difference, OUTSIDE, 1, opencv_imgproc.THRESH_BINARY_INV);
      difference.convertTo(mask, CV_8UC1);
      views.forEach((method, view) -> tallies.get(method).addOutside(view, input, cleanView, mask));
    }
  }

  private void judgeWritten(byte[] pixels) {
    try (Mat mask = new Mat(truth.format().height(), truth.format().width(), CV_8UC1)) {
      mask.data().put(pixels);
      views.forEach((method, view) -> tallies.get(method).addWritten(view, cleanView, mask));
    }
  }

  private void offer() {
    FrameView input = views.get(ClipResult.INPUT);
    Map<String, FrameView> shown = new LinkedHashMap<>();
    shown.put(ClipResult.INPUT, input);
    if (medians != null) {
      shown.put(ClipResult.MEDIAN_5, views.get(ClipResult.MEDIAN_5));
    }
    shown.put(model, views.get(model));
    shown.put(Exhibit.CLEAN, cleanView);
    exhibit.offer(QualityMeans.psnrY(input, cleanView), input, shown);
  }

  /**
   * The figures, when the pipeline is done.
   *
   * @param seen what the model said of the rain
   * @throws MediaException when the clips are not equally long, or empty
   */
  ClipResult result(TypeCounts seen) {
    int frames = cleanView.shown();
    if (frames == 0) {
      throw new MediaException(pair.name() + ": no frames in the rainy clip");
    }
    if (frames < pair.judged() && clean.read(truth)) {
      throw new MediaException(
          pair.name() + ": the rainy clip ends after " + frames + " frames, before the clean one");
    }
    Map<String, Figures> figures = new LinkedHashMap<>();
    tallies.forEach((method, tally) -> figures.put(method, tally.figures(cleanTally.warpError())));
    return new ClipResult(pair.name(), frames, figures, Map.of(model, seen), exhibit.make());
  }

  @Override
  public void close() {
    clean.close();
    truth.close();
    cleanView.close();
    if (medians != null) {
      medians.close();
    }
    if (warp != null) {
      warp.close();
    }
    views.values().forEach(FrameView::close);
    exhibit.close();
  }
}
