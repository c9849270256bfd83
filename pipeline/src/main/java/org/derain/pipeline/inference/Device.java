package org.derain.pipeline.inference;

import java.util.Locale;

/** Where the network runs. */
public enum Device {
  /** CUDA when this build and this machine have it, or else the CPU. */
  AUTO,
  /** The CPU. */
  CPU,
  /** An NVIDIA GPU through CUDA and cuDNN. */
  CUDA,
  /** An NVIDIA GPU through TensorRT, which builds an engine for each size once. */
  TENSORRT;

  /** The name on the command line and in statistics, for instance "cuda". */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
