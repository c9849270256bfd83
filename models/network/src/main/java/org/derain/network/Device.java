package org.derain.network;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Where libtorch computes. */
public enum Device {
  /** The processor. */
  CPU(torch.DeviceType.CPU),

  /** The first NVIDIA GPU, in a build with libtorch for CUDA. */
  CUDA(torch.DeviceType.CUDA);

  private final torch.DeviceType type;

  Device(torch.DeviceType type) {
    this.type = type;
  }

  /** The GPU where there is one, else the processor. */
  public static Device fastest() {
    return CUDA.present() ? CUDA : CPU;
  }

  /** Whether this machine and this build have it. */
  public boolean present() {
    return this == CPU || torch.cuda_is_available();
  }

  /** The same tensor there, or a copy; what comes back is closed apart from what was given. */
  public Tensor put(Tensor x) {
    return x.to(new org.bytedeco.pytorch.Device(type), x.scalar_type());
  }

  /** A tensor of values there, which is the caller's to close. */
  public Tensor of(float[] values, long... shape) {
    try (FloatPointer data = new FloatPointer(values);
        Tensor view = torch.from_blob(data, shape);
        Tensor copy = view.clone()) {
      return put(copy);
    }
  }

  /** How libtorch names it. */
  public org.bytedeco.pytorch.DeviceOptional optional() {
    return new org.bytedeco.pytorch.DeviceOptional(new org.bytedeco.pytorch.Device(type));
  }
}
