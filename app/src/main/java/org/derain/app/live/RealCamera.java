package org.derain.app.live;

import java.util.Optional;
import java.util.function.Consumer;
import org.derain.app.live.fleet.Camera;
import org.derain.app.signal.RainSignals;
import org.derain.javacv.JavacvCamera;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.CameraStatus;
import org.derain.pipeline.live.Preview;
import org.derain.pipeline.live.camera.Engines;
import org.derain.pipeline.live.camera.LiveCamera;

/** A camera of the pipeline, behind a grabber of JavaCV if its source says so. */
final class RealCamera implements Camera {
  private final CameraSettings settings;
  private final LiveCamera camera;
  private final RainSignals signals;
  private volatile String model;

  /**
   * A camera that is not started.
   *
   * @param signals told of its rain
   * @param notes told what its operator should know, without its name
   */
  RealCamera(
      CameraSettings settings, Engines engines, RainSignals signals, Consumer<String> notes) {
    this.settings = settings;
    this.signals = signals;
    this.camera =
        new LiveCamera(
            settings,
            engines,
            new JavacvCamera(),
            note -> notes.accept(settings.name() + ": " + note),
            change -> signals.changed(settings.name(), change));
    this.model = settings.model();
  }

  @Override
  public CameraSettings settings() {
    return settings;
  }

  @Override
  public void start() {
    camera.start();
  }

  @Override
  public CameraStatus status() {
    return camera.status();
  }

  @Override
  public void deraining(boolean on) {
    camera.deraining(on);
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public void model(String choice) {
    camera.model(choice);
    model = choice;
  }

  @Override
  public void sensitivity(double sensitivity) {
    camera.sensitivity(sensitivity);
  }

  @Override
  public Optional<Preview> preview() {
    return camera.preview();
  }

  @Override
  public void close() {
    camera.close();
    signals.stopped(settings.name());
  }
}
