package org.derain.app.live.fleet;

import java.util.Optional;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.CameraStatus;
import org.derain.pipeline.live.Preview;

/**
 * A camera as its operator sees it: how it is, and what can be changed while it runs. All methods
 * may be called by any thread.
 */
public interface Camera extends AutoCloseable {
  /** What was asked for at first. */
  CameraSettings settings();

  /** Begins; returns at once. */
  void start();

  /** How it is now. */
  CameraStatus status();

  /** Switches deraining on or off. */
  void deraining(boolean on);

  /** The model that was chosen, or null where the governor chooses. */
  String model();

  /**
   * Chooses a model.
   *
   * @param model a name in the zoo or a file; null lets the governor choose
   */
  void model(String model);

  /** Moves the border between dry and rainy, 0 to 1. */
  void sensitivity(double sensitivity);

  /** The newest frame before and after; nothing before the first. Costs only who asks for it. */
  Optional<Preview> preview();

  /** Finishes the outputs, within two seconds. */
  @Override
  void close();
}
