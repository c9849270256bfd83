package org.derain.pipeline.live.camera;

import org.derain.frames.Picture;
import org.derain.pipeline.inference.Device;
import org.derain.zoo.Gate;

/** The right of one camera to use a network. */
final class Lease implements AutoCloseable {
  private final String model;
  private final Engines.Loaded network;
  private final long trial;
  private final Worker worker;
  private final Runnable giveBack;
  private final Runnable discard;

  Lease(
      String model,
      Engines.Loaded network,
      long trial,
      Worker worker,
      Runnable giveBack,
      Runnable discard) {
    this.model = model;
    this.network = network;
    this.trial = trial;
    this.worker = worker;
    this.giveBack = giveBack;
    this.discard = discard;
  }

  /** A name in the zoo or an ONNX file. */
  String model() {
    return model;
  }

  /** Where it runs. */
  Device device() {
    return network.device();
  }

  /** Frames in its windows. */
  int window() {
    return network.filter().window();
  }

  /** What one run took when it was loaded, in nanoseconds. */
  long trial() {
    return trial;
  }

  /** The share of time for which the device is busy with networks: 0 to 1. */
  double busy() {
    return worker.busy();
  }

  /**
   * Puts a frame into the queue.
   *
   * @param gate what overrules the network's decision whether it rains
   */
  InferenceRequest submit(Picture[] window, Picture into, Gate gate) {
    return worker.submit(network.filter(), window, into, gate);
  }

  /** The network is broken: who asks for it from now on gets another. */
  void discard() {
    discard.run();
  }

  /** Gives the network back; all requests must be done. */
  @Override
  public void close() {
    giveBack.run();
  }
}
