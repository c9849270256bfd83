package org.derain.training.glass;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.Picture;
import org.derain.frames.TimeStatistics;
import org.derain.frames.VideoReader;

/**
 * Frames of a clip, evenly over it and reduced, 8-bit planes Y, U, V, as long as it is open.
 *
 * @param judged whether it teaches nothing
 * @param moving whether its camera moves
 * @param scale samples kept for one on which statistics are made, each way
 */
record GlassClip(boolean judged, boolean moving, double scale, List<Mat[]> frames)
    implements AutoCloseable {
  /** Frames that are kept. */
  private static final int KEPT = 56;

  /** How much finer the kept frames are than those that statistics are made of. */
  private static final double FINER = 1.5;

  /** Decodes a clip. */
  static GlassClip read(GlassRun.Clip clip, boolean moving) {
    Path file = clip.file();
    int count;
    try (VideoReader reader = VideoReader.open(file)) {
      count = reader.countPackets();
    }
    List<Mat[]> frames = new ArrayList<>();
    try (VideoReader reader = VideoReader.open(file);
        Picture picture = new Picture(reader.format())) {
      int width = reader.format().width();
      int height = reader.format().height();
      double area = FINER * FINER * TimeStatistics.AREA;
      double factor = Math.max(1, Math.sqrt(width * height / area));
      Size luma = new Size(2 * (int) (width / factor / 2), 2 * (int) (height / factor / 2));
      Size chroma = new Size(luma.width() / 2, luma.height() / 2);
      double deep = 255.0 / reader.format().peak();
      double next = 0;
      double step = Math.max(1, (double) count / KEPT);
      for (int n = 0; reader.read(picture) && frames.size() < KEPT; n++) {
        if (n < (int) next) {
          continue;
        }
        next += step;
        Mat[] planes = {new Mat(), new Mat(), new Mat()};
        try (PointerScope scope = new PointerScope()) {
          for (int p = 0; p < 3; p++) {
            Mat small = new Mat();
            Size size = p == 0 ? luma : chroma;
            opencv_imgproc.resize(picture.mat(p), small, size, 0, 0, opencv_imgproc.INTER_AREA);
            small.convertTo(planes[p], CV_8UC1, deep, 0);
          }
        }
        frames.add(planes);
      }
      double scale = luma.width() / (double) TimeStatistics.size(width, height)[0];
      return new GlassClip(clip.judged(), moving, scale, List.copyOf(frames));
    }
  }

  int columns() {
    return frames.get(0)[0].cols();
  }

  int rows() {
    return frames.get(0)[0].rows();
  }

  @Override
  public void close() {
    for (Mat[] planes : frames) {
      for (Mat plane : planes) {
        plane.close();
      }
    }
  }
}
