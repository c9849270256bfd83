package org.derain.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a network costs, counted by running its description over shapes.
 *
 * @param convolutions by name, in the order of their first use
 * @param macs multiply-accumulates for one frame
 */
public record Cost(Map<String, Conv> convolutions, long macs) {

  /** Counts a tier on a luma plane of a size in pixels. */
  public static Cost of(Tier tier, int width, int height) {
    Counter counter = new Counter();
    int step = 2 * DerainNetwork.MULTIPLE;
    Shape luma = new Shape(1, (height + step - 1) / step * step, (width + step - 1) / step * step);
    Shape half = new Shape(DerainNetwork.FRAME, luma.height / 2, luma.width / 2);
    if (tier.live()) {
      LiveNetwork.Planes<Shape> planes = new LiveNetwork.Planes<>(luma, half.of(2));
      new LiveNetwork<>(counter, tier).run(Collections.nCopies(tier.window(), planes));
    } else {
      new DerainNetwork<>(counter, tier).run(Collections.nCopies(tier.window(), half));
    }
    return new Cost(counter.convolutions, counter.macs);
  }

  /** Weights and biases, shared ones once. */
  public long parameters() {
    return convolutions.values().stream().mapToLong(Conv::parameters).sum();
  }

  /** 10^9 multiply-accumulates for one frame. */
  public double gmac() {
    return macs / 1e9;
  }

  private record Shape(int channels, int height, int width) {
    Shape of(int newChannels) {
      return new Shape(newChannels, height, width);
    }
  }

  private static final class Counter implements Operators<Shape> {
    private final Map<String, Conv> convolutions = new LinkedHashMap<>();
    private long macs;

    @Override
    public Shape conv(Conv conv, Shape x, int[] reads) {
      if (reads.length != conv.in() || reads[reads.length - 1] >= x.channels) {
        throw new IllegalStateException(conv + " on " + x);
      }
      convolutions.put(conv.name(), conv);
      Shape y =
          new Shape(
              conv.out(),
              (x.height + conv.stride() - 1) / conv.stride(),
              (x.width + conv.stride() - 1) / conv.stride());
      macs += (long) conv.in() * conv.kernel() * conv.kernel() * y.channels * y.height * y.width;
      return y;
    }

    @Override
    public Shape relu(Shape x) {
      return x;
    }

    @Override
    public Shape sigmoid(Shape x) {
      return x;
    }

    @Override
    public Shape softmax(Shape x) {
      return x;
    }

    @Override
    public Shape atLeast(Shape x, Shape least) {
      return x;
    }

    @Override
    public Shape log(Shape x, double least) {
      return x;
    }

    @Override
    public Shape ramp(Shape x, double low, double high) {
      return x;
    }

    @Override
    public Shape add(Shape a, Shape b) {
      return a;
    }

    @Override
    public Shape subtract(Shape a, Shape b) {
      return a;
    }

    @Override
    public Shape max(Shape a, Shape b) {
      return a;
    }

    @Override
    public Shape min(Shape a, Shape b) {
      return a;
    }

    @Override
    public Shape multiply(Shape a, Shape b) {
      return a;
    }

    @Override
    public Shape concat(List<Shape> parts) {
      return parts.get(0).of(parts.stream().mapToInt(Shape::channels).sum());
    }

    @Override
    public Shape channels(Shape x, int from, int to) {
      return x.of(to - from);
    }

    @Override
    public Shape pick(Conv head, Shape x, Shape seen) {
      return conv(head, x).of(DerainNetwork.FRAME);
    }

    @Override
    public Shape depthToSpace(Shape x, int factor) {
      return new Shape(x.channels / (factor * factor), factor * x.height, factor * x.width);
    }

    @Override
    public Shape repeat(Shape x) {
      return new Shape(x.channels, 2 * x.height, 2 * x.width);
    }

    @Override
    public Shape mean(Shape x) {
      return new Shape(x.channels, 1, 1);
    }
  }
}
