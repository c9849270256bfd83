package org.derain.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The operators on libtorch tensors [batch, channels, rows, columns]. */
final class TorchOperators implements Operators<Tensor> {
  private final Map<String, Tensor> weights;
  private final Precision precision;

  TorchOperators(Map<String, Tensor> weights, Precision precision) {
    this.weights = weights;
    this.precision = precision;
  }

  @Override
  public Tensor conv(Conv conv, Tensor x, int[] reads) {
    // What was summed over whole pictures is small and must stay exact.
    Precision now = x.size(2) * x.size(3) == 1 ? Precision.FLOAT : precision;
    return torch.conv2d(
        now.of(select(x, reads)),
        now.of(weights.get(conv.name() + ".weight")),
        new TensorOptional(now.like(weights.get(conv.name() + ".bias"))),
        new long[] {conv.stride(), conv.stride()},
        new long[] {conv.padding(), conv.padding()},
        new long[] {conv.dilation(), conv.dilation()},
        1);
  }

  /** The channels that are read, as few pieces as they make. */
  private static Tensor select(Tensor x, int[] reads) {
    if (reads.length == x.size(1)) {
      return x;
    }
    List<Tensor> pieces = new ArrayList<>();
    for (int from = 0; from < reads.length; ) {
      int to = from + 1;
      while (to < reads.length && reads[to] == reads[to - 1] + 1) {
        to++;
      }
      pieces.add(x.narrow(1, reads[from], to - from));
      from = to;
    }
    return torch.cat(new TensorVector(pieces.toArray(Tensor[]::new)), 1);
  }

  @Override
  public Tensor relu(Tensor x) {
    return x.relu();
  }

  @Override
  public Tensor sigmoid(Tensor x) {
    return x.sigmoid();
  }

  @Override
  public Tensor softmax(Tensor x) {
    return Precision.FLOAT.like(x).softmax(1);
  }

  @Override
  public Tensor atLeast(Tensor x, Tensor least) {
    return x.ge(least).toType(x.scalar_type());
  }

  @Override
  public Tensor log(Tensor x, double least) {
    return x.add(new Scalar(least)).log();
  }

  @Override
  public Tensor ramp(Tensor x, double low, double high) {
    return x.sub(new Scalar(low))
        .div(new Scalar(high - low))
        .clamp(new ScalarOptional(new Scalar(0.0)), new ScalarOptional(new Scalar(1.0)));
  }

  @Override
  public Tensor add(Tensor a, Tensor b) {
    return a.add(b);
  }

  @Override
  public Tensor subtract(Tensor a, Tensor b) {
    return a.sub(b);
  }

  @Override
  public Tensor max(Tensor a, Tensor b) {
    return torch.maximum(a, b);
  }

  @Override
  public Tensor min(Tensor a, Tensor b) {
    return torch.minimum(a, b);
  }

  @Override
  public Tensor multiply(Tensor a, Tensor b) {
    return a.mul(b);
  }

  @Override
  public Tensor concat(List<Tensor> parts) {
    return torch.cat(new TensorVector(parts.toArray(Tensor[]::new)), 1);
  }

  @Override
  public Tensor channels(Tensor x, int from, int to) {
    return x.narrow(1, from, to - from);
  }

  @Override
  public Tensor pick(Conv head, Tensor x, Tensor seen) {
    int frame = DerainNetwork.FRAME;
    int masks = head.out() - frame;
    Tensor drawn = conv(head, x);
    Tensor picked = drawn.narrow(1, 0, masks).mul(seen.narrow(1, frame, masks));
    long[] frames = {x.size(0), masks / frame, frame, x.size(2), x.size(3)};
    return picked.reshape(frames).sum(1).add(drawn.narrow(1, masks, frame));
  }

  @Override
  public Tensor depthToSpace(Tensor x, int factor) {
    return torch.pixel_shuffle(x, factor);
  }

  @Override
  public Tensor repeat(Tensor x) {
    return torch.upsample_nearest2d(
        x, new long[] {2 * x.size(2), 2 * x.size(3)}, new DoubleOptional(), new DoubleOptional());
  }

  @Override
  public Tensor mean(Tensor x) {
    return torch.adaptive_avg_pool2d(Precision.FLOAT.like(x), 1, 1);
  }
}
