package org.derain.training.learn;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.derain.network.DerainNetwork;
import org.derain.network.TorchNetwork;

/** Windows that a network sees reduced: what it takes off is brought up to the whole picture. */
final class Reduced {
  private Reduced() {}

  /** Derains a batch; to be called within a PointerScope. */
  static DerainNetwork.Output<Tensor> derain(TorchNetwork network, Batch batch, int scale) {
    Tensor luma = smaller(batch.luma(), scale);
    Tensor chroma = smaller(batch.chroma(), scale);
    DerainNetwork.Output<Tensor> small = network.derain(luma, chroma);
    long centre = DerainNetwork.WINDOW / 2;
    Tensor seen = TorchNetwork.fold(luma.narrow(1, centre, 1), chroma.narrow(1, 2 * centre, 2));
    Tensor whole = batch.centre();
    return new DerainNetwork.Output<>(
        whole.add(larger(small.frame().sub(seen), whole)),
        larger(small.removed(), whole),
        small.recognition(),
        small.features());
  }

  private static Tensor smaller(Tensor planes, int scale) {
    return torch.avg_pool2d(
        planes,
        new long[] {scale, scale},
        new long[] {scale, scale},
        new long[] {0, 0},
        false,
        true,
        new LongOptional());
  }

  private static Tensor larger(Tensor folded, Tensor like) {
    Tensor luma = torch.pixel_shuffle(folded.narrow(1, 0, 4), 2);
    return TorchNetwork.fold(
        sized(luma, 2 * like.size(2), 2 * like.size(3)),
        sized(folded.narrow(1, 4, 2), like.size(2), like.size(3)));
  }

  private static Tensor sized(Tensor planes, long rows, long columns) {
    return torch.upsample_bilinear2d(
        planes, new long[] {rows, columns}, false, new DoubleOptional(), new DoubleOptional());
  }
}
