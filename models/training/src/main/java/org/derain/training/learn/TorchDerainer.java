package org.derain.training.learn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.network.Device;
import org.derain.network.TorchNetwork;

/** Whole pictures through a network in libtorch, as serving does it: whole samples of 8 bits. */
final class TorchDerainer {
  private TorchDerainer() {}

  /** Derains the centre of five aligned 8-bit pictures; the result is the caller's to close. */
  static Picture derain(TorchNetwork network, Picture[] window) {
    FrameFormat format = window[0].format();
    int w = format.width();
    int h = format.height();
    Picture derained = new Picture(format);
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      List<byte[]> luma = new ArrayList<>();
      List<byte[]> chroma = new ArrayList<>();
      for (Picture picture : window) {
        luma.add(bytes(picture, 0));
        chroma.add(bytes(picture, 1));
        chroma.add(bytes(picture, 2));
      }
      Tensor y = Batch.tensor(network.device(), luma, 1, 5, h, w);
      Tensor uv = Batch.tensor(network.device(), chroma, 1, 10, h / 2, w / 2);
      Tensor out = Device.CPU.put(network.derain(y, uv).frame());
      store(torch.pixel_shuffle(out.narrow(1, 0, 4), 2), derained, 0);
      store(out.narrow(1, 4, 1), derained, 1);
      store(out.narrow(1, 5, 1), derained, 2);
    }
    return derained;
  }

  private static byte[] bytes(Picture picture, int plane) {
    byte[] bytes = new byte[picture.format().planeBytes(plane)];
    picture.plane(plane).get(bytes);
    return bytes;
  }

  private static void store(Tensor samples, Picture into, int plane) {
    Tensor levels =
        samples
            .mul(new Scalar(255f))
            .round()
            .clamp(new ScalarOptional(new Scalar(0f)), new ScalarOptional(new Scalar(255f)))
            .toType(torch.ScalarType.Byte)
            .contiguous();
    byte[] bytes = new byte[into.format().planeBytes(plane)];
    new BytePointer(levels.data_ptr()).get(bytes);
    into.plane(plane).put(bytes);
  }
}
