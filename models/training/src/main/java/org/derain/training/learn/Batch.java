package org.derain.training.learn;

import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.network.DerainNetwork;
import org.derain.network.Device;
import org.derain.network.TorchNetwork;
import org.derain.training.data.Sample;

/**
 * Windows as tensors, samples 0 to 1; to be made and used within one PointerScope.
 *
 * @param luma [n, 5, side, side]
 * @param chroma [n, 10, side / 2, side / 2]
 * @param truth [n, 6, side / 2, side / 2]
 * @param known [n, 1, 1, 1]: 1 where the truth is known, else 0
 * @param rain [n, 1, 1, 1]
 * @param types [n, 3, 1, 1]: 0 or 1
 * @param typed [n, 1, 1, 1]: 1 where the types are known, else 0
 * @param still [n, 1, 1, 1]: 1 where a window is of one picture, repeated, else 0
 */
public record Batch(
    Tensor luma,
    Tensor chroma,
    Tensor truth,
    Tensor known,
    Tensor rain,
    Tensor types,
    Tensor typed,
    Tensor still) {

  /** Windows on the processor. */
  public static Batch of(List<Sample> samples) {
    return of(samples, Device.CPU);
  }

  /** Windows where a network wants them. */
  public static Batch of(List<Sample> samples, Device device) {
    int n = samples.size();
    int side = (int) Math.sqrt(samples.get(0).trueLuma().length);
    Tensor luma = tensor(device, samples.stream().map(Sample::luma).toList(), n, 5, side, side);
    Tensor chroma =
        tensor(device, samples.stream().map(Sample::chroma).toList(), n, 10, side / 2, side / 2);
    Tensor trueLuma =
        tensor(device, samples.stream().map(Sample::trueLuma).toList(), n, 1, side, side);
    Tensor trueChroma =
        tensor(device, samples.stream().map(Sample::trueChroma).toList(), n, 2, side / 2, side / 2);
    int t = DerainNetwork.TYPES;
    float[] known = new float[n];
    float[] rain = new float[n];
    float[] types = new float[n * t];
    float[] typed = new float[n];
    float[] still = new float[n];
    for (int i = 0; i < n; i++) {
      Sample sample = samples.get(i);
      known[i] = sample.known() ? 1 : 0;
      rain[i] = sample.rain();
      typed[i] = sample.types().length > 0 ? 1 : 0;
      still[i] = sample.still() ? 1 : 0;
      System.arraycopy(sample.types(), 0, types, i * t, sample.types().length);
    }
    return new Batch(
        luma,
        chroma,
        TorchNetwork.fold(trueLuma, trueChroma),
        device.of(known, n, 1, 1, 1),
        device.of(rain, n, 1, 1, 1),
        device.of(types, n, t, 1, 1),
        device.of(typed, n, 1, 1, 1),
        device.of(still, n, 1, 1, 1));
  }

  /** Luma of one window, [1, 5, height, width], samples 0 to 1. */
  static Tensor luma(Picture[] window, Device device) {
    return planes(window, device, 0);
  }

  /** U and V of each frame of one window, [1, 10, height / 2, width / 2], samples 0 to 1. */
  static Tensor chroma(Picture[] window, Device device) {
    return planes(window, device, 1, 2);
  }

  private static Tensor planes(Picture[] window, Device device, int... planes) {
    FrameFormat format = window[0].format();
    int height = format.planeHeight(planes[0]);
    int width = format.planeWidth(planes[0]);
    byte[] samples = new byte[window.length * planes.length * height * width];
    int at = 0;
    for (Picture picture : window) {
      for (int plane : planes) {
        picture.plane(plane).get(samples, at, height * width);
        at += height * width;
      }
    }
    return tensor(device, List.of(samples), 1, (long) window.length * planes.length, height, width);
  }

  /** The frames in the middle as they came, [n, 6, side / 2, side / 2]. */
  public Tensor centre() {
    return TorchNetwork.fold(luma.narrow(1, 2, 1), chroma.narrow(1, 4, 2));
  }

  /** Bytes 0 to 255 as floats 0 to 1. */
  public static Tensor tensor(Device device, List<byte[]> parts, long... shape) {
    int each = parts.get(0).length;
    BytePointer bytes = new BytePointer((long) each * parts.size());
    for (int i = 0; i < parts.size(); i++) {
      bytes.position((long) i * each).put(parts.get(i), 0, each);
    }
    bytes.position(0);
    TensorOptions options = new TensorOptions(torch.ScalarType.Byte);
    Tensor raw = device.put(torch.from_blob(bytes, shape, options));
    return raw.toType(torch.ScalarType.Float).div(new Scalar(255f));
  }
}
