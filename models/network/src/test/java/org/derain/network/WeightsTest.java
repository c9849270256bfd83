package org.derain.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/** Weights come back out of a file, and grow into a larger network that computes the same. */
class WeightsTest {
  @Test
  void whatWasWrittenIsRead() {
    for (Tier tier : Tier.ALL) {
      try (TorchNetwork network = new TorchNetwork(tier, 5)) {
        Map<String, float[]> values = network.values();
        Weights read = Weights.read(OnnxExport.file("x", tier, values)).orElseThrow();
        assertEquals(tier, read.tier());
        assertEquals(values.keySet(), read.values().keySet());
        values.forEach((name, array) -> assertArrayEquals(array, read.values().get(name), name));
      }
    }
    assertTrue(Weights.read(new byte[] {1, 2, 3}).isEmpty());
  }

  /** What runs start from and learn from was written before there were dilated blocks. */
  @Test
  void filesWithoutDilatedBlocksAreRead() throws Exception {
    for (String file : List.of("first/streaks", "third/nano", "third/base")) {
      byte[] onnx = Files.readAllBytes(Path.of("../../runs", file + ".onnx"));
      Weights read = Weights.read(onnx).orElseThrow();
      assertEquals(0, read.tier().wide(), file);
      Tier now = Tier.of(read.tier().name());
      assertTrue(now.wide() > 0, file);
      assertSame(read, now);
    }
  }

  @Test
  void aGrownNetworkComputesTheSame() {
    assertSame(Tier.NANO, Tier.BASE);
    assertSame(Tier.BASE, Tier.LARGE);
    assertSame(Tier.BASE.withWide(0), Tier.BASE);
    try (TorchNetwork base = new TorchNetwork(Tier.BASE, 5)) {
      Weights weights = new Weights(Tier.BASE, base.values());
      assertThrows(IllegalArgumentException.class, () -> weights.grow(Tier.NANO, 1));
      Tier three = Tier.LARGE.withWindow(3);
      String said =
          assertThrows(IllegalArgumentException.class, () -> weights.grow(three, 1)).getMessage();
      assertTrue(said.startsWith("it looks at 5 frames and tier large at 3;"), said);
    }
  }

  private static void assertSame(Tier small, Tier large) {
    try (TorchNetwork network = new TorchNetwork(small, 5)) {
      assertSame(new Weights(small, network.values()), large);
    }
  }

  private static void assertSame(Weights small, Tier large) {
    try (TorchNetwork network = new TorchNetwork(small.tier(), 5);
        TorchNetwork grown = new TorchNetwork(large, 6);
        PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      network.load(small.values());
      grown.load(small.grow(large, 7).values());
      Tensor luma = torch.rand(2, 5, 48, 64);
      Tensor chroma = torch.rand(2, 10, 24, 32);
      var before = network.derain(luma, chroma);
      var after = grown.derain(luma, chroma);
      assertEquals(0, before.frame().sub(after.frame()).abs().max().item_float(), 2e-4);
      assertEquals(0, before.rain().sub(after.rain()).abs().max().item_float(), 2e-5);
      assertTrue(before.frame().sub(luma.mean()).abs().max().item_float() > 0.1);
    }
  }
}
