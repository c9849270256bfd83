package org.derain.rain.render;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.derain.frames.Jpeg;
import org.derain.rain.Sensor;

/** What the camera adds to everything. */
final class SensorModel implements AutoCloseable {
  private final Sensor sensor;
  private final long seed;
  private final Workspace work = new Workspace();
  private final Mat luma = work.mat();
  private final Mat chroma = work.mat();

  SensorModel(Sensor sensor, long seed) {
    this.sensor = sensor;
    this.seed = seed;
  }

  /** Onto planes Y, U, V, CV_32FC1, in place. */
  void render(Mat[] planes, long frame) {
    if (sensor.noise() > 0) {
      noise(planes, frame);
    }
    if (sensor.jpeg() > 0) {
      for (Mat plane : planes) {
        recompress(plane);
      }
    }
  }

  private void noise(Mat[] planes, long frame) {
    // OpenCV keeps one generator per thread.
    opencv_core.setRNGSeed(Long.hashCode(seed + 7919 * (frame + 1)));
    for (int p = 0; p < 3; p++) {
      double deviation = p == 0 ? sensor.noise() : sensor.noise() / 3;
      Mat grain = p == 0 ? luma : chroma;
      grain.create(planes[p].rows(), planes[p].cols(), CV_32FC1);
      opencv_core.randn(grain, new Mat(new double[] {0}), new Mat(new double[] {deviation}));
      opencv_core.add(planes[p], grain, planes[p]);
    }
  }

  private void recompress(Mat plane) {
    Mat bytes = new Mat();
    plane.convertTo(bytes, CV_8UC1);
    Jpeg.recompressed(bytes, sensor.jpeg()).convertTo(plane, CV_32FC1);
  }

  @Override
  public void close() {
    work.close();
  }
}
