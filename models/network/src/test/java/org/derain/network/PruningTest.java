package org.derain.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels go from all convolutions that share them, and what is left computes as before. */
class PruningTest {
  private static final Map<String, Integer> LESS =
      Map.of(
          "half", 8, "quarter", 24, "eighth", 16, "sixteenth", 32, "recogniser", 16, "middle", 0);

  /** A network in which channels without weights are spread among the others. */
  private static Weights withDeadChannels(Tier tier, Tier small) {
    Coupling coupling = Coupling.of(tier);
    Map<String, Conv> wanted = Cost.of(small, 64, 64).convolutions();
    Random random = new Random(3);
    Map<Integer, Boolean> dead = new LinkedHashMap<>();
    coupling
        .spaces()
        .forEach(
            (names, groups) -> {
              Conv one =
                  Arrays.stream(names.split(" "))
                      .map(wanted::get)
                      .filter(conv -> conv != null)
                      .findFirst()
                      .orElse(null);
              if (one == null) {
                return;
              }
              int each = coupling.writes(one.name()).length / groups.size();
              List<Integer> free =
                  new ArrayList<>(groups.stream().filter(g -> !coupling.fixed(g)).toList());
              Collections.shuffle(free, random);
              free.subList(0, groups.size() - one.out() / each).forEach(g -> dead.put(g, true));
            });
    try (TorchNetwork network = new TorchNetwork(tier, 5)) {
      Map<String, float[]> values = network.values();
      for (Conv conv : Cost.of(tier, 64, 64).convolutions().values()) {
        int[] groups = coupling.writes(conv.name());
        boolean gone = !wanted.containsKey(conv.name());
        float[] kernel = values.get(conv.name() + ".weight");
        float[] bias = values.get(conv.name() + ".bias");
        int size = kernel.length / groups.length;
        int[] read = coupling.reads(conv.name());
        int taps = conv.kernel() * conv.kernel();
        for (int at = 0; at < kernel.length; at++) {
          // A silent channel still says one half behind a sigmoid.
          kernel[at] *= dead.containsKey(read[at / taps % read.length]) ? 0 : 1;
        }
        for (int o = 0; o < groups.length; o++) {
          bias[o] = 0.01f * (o % 5);
          if (dead.containsKey(groups[o]) || gone && conv.name().endsWith(".b")) {
            Arrays.fill(kernel, o * size, (o + 1) * size, 0);
            bias[o] = 0;
          }
        }
      }
      return new Weights(tier, values);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nano", "base", "live"})
  void channelsWithoutWeightsAreTheOnesThatGo(String name) {
    Tier tier = Tier.of(name);
    Map<String, Integer> numbers = new LinkedHashMap<>(LESS);
    if (tier.live()) {
      numbers.remove("half");
    }
    Tier small = tier.with(numbers);
    Weights large = withDeadChannels(tier, small);
    Weights pruned = Pruning.prune(large, small, Pruning.magnitude(large));
    assertEquals(small, pruned.tier());
    assertTrue(Cost.of(small, 64, 64).macs() < 0.7 * Cost.of(tier, 64, 64).macs());
    if (!tier.live()) {
      assertSame(large, pruned, false);
    }
    Weights read = Weights.read(OnnxExport.file("x", small, pruned.values())).orElseThrow();
    assertEquals(small, read.tier());
    pruned.values().forEach((key, array) -> assertArrayEquals(array, read.values().get(key), key));
  }

  @Test
  void aShorterWindowSeesTheNearFramesTwice() {
    Tier tier = Tier.BASE.withWindow(3);
    try (TorchNetwork network = new TorchNetwork(Tier.BASE, 5)) {
      Weights five = new Weights(Tier.BASE, network.values());
      Weights three = Pruning.prune(five, tier, Pruning.magnitude(five));
      assertEquals(tier, three.tier());
      assertSame(five, three, true);
    }
  }

  @Test
  void whatIsLargerSomewhereIsNotPruned() {
    try (TorchNetwork network = new TorchNetwork(Tier.NANO, 5)) {
      Weights nano = new Weights(Tier.NANO, network.values());
      Map<String, double[]> norms = Pruning.magnitude(nano);
      for (Tier tier : List.of(Tier.BASE, Tier.NANO.with(Map.of("half", 24)), Tier.LIVE)) {
        assertThrows(IllegalArgumentException.class, () -> Pruning.prune(nano, tier, norms));
      }
      assertThrows(IllegalArgumentException.class, () -> Tier.NANO.with(Map.of("halves", 1)));
    }
  }

  @Test
  void aTierIsReadAsItIsWritten() {
    for (Tier tier : Tier.ALL) {
      assertEquals(tier, Tier.parse(tier.text()));
    }
    assertThrows(IllegalArgumentException.class, () -> Tier.parse("name=x half=many"));
  }

  private static void assertSame(Weights large, Weights small, boolean near) {
    try (TorchNetwork before = new TorchNetwork(large.tier(), 5);
        TorchNetwork after = new TorchNetwork(small.tier(), 6);
        PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      before.load(large.values());
      after.load(small.values());
      Tensor luma = torch.rand(1, 5, 48, 64);
      Tensor chroma = torch.rand(1, 10, 24, 32);
      var wanted =
          near ? before.derain(twice(luma, 1), twice(chroma, 2)) : before.derain(luma, chroma);
      var got = after.derain(luma, chroma);
      assertEquals(0, wanted.removed().sub(got.removed()).abs().max().item_float(), 2e-4);
      assertEquals(0, wanted.rain().sub(got.rain()).abs().max().item_float(), 2e-5);
      assertTrue(wanted.removed().abs().max().item_float() > 0.02);
    }
  }

  /** Frames 1, 1, 2, 3, 3. */
  private static Tensor twice(Tensor frames, long each) {
    TensorVector five = new TensorVector();
    for (long i : new long[] {1, 1, 2, 3, 3}) {
      five.push_back(frames.narrow(1, i * each, each));
    }
    return torch.cat(five, 1);
  }
}
