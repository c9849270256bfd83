package org.derain.training.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.derain.network.Cost;
import org.derain.network.Device;
import org.derain.network.Tier;
import org.derain.network.TorchNetwork;
import org.junit.jupiter.api.Test;

/** Experts share the work, and routers learn. */
class RoutingTest {
  @Test
  void routesSumToOneAndBothRoutersLearn() {
    try (TorchNetwork network = new TorchNetwork(Tier.EXPERTS, 4);
        PointerScope scope = new PointerScope()) {
      Tensor luma = torch.rand(3, 5, 32, 32);
      var output = network.derain(luma, torch.rand(3, 10, 16, 16));
      assertEquals(2, output.routes().size(), "a soft layer and a hard one");
      for (Tensor layer : output.routes()) {
        for (int i = 0; i < 3; i++) {
          assertEquals(1, layer.narrow(0, i, 1).sum().item_float(), 1e-5);
        }
      }
      output.removed().square().mean().add(Losses.uneven(output.routes())).backward();
      for (String layer : List.of("soft", "hard")) {
        Tensor slope = network.weights().get(layer + ".router.weight").grad();
        assertTrue(slope.abs().sum().item_float() > 0, layer);
      }
      int idle = 0;
      for (int i = 0; i < 4; i++) {
        Tensor slope = network.weights().get("hard.expert" + i + ".b.bias").grad();
        idle += slope.abs().sum().item_float() == 0 ? 1 : 0;
      }
      assertTrue(idle <= 2, "at least the two that count learn");
    }
  }

  @Test
  void theHardLayerLeavesTwoOutForOnePicture() {
    try (TorchNetwork network = new TorchNetwork(Tier.EXPERTS, 4);
        PointerScope scope = new PointerScope()) {
      var output = network.derain(torch.rand(1, 5, 32, 32), torch.rand(1, 10, 16, 16));
      output.removed().square().mean().backward();
      int idle = 0;
      for (int i = 0; i < 4; i++) {
        Tensor slope = network.weights().get("hard.expert" + i + ".b.weight").grad();
        idle += slope.abs().sum().item_float() == 0 ? 1 : 0;
      }
      assertEquals(2, idle);
    }
  }

  @Test
  void unevenUseCosts() {
    try (PointerScope scope = new PointerScope()) {
      Tensor even = Device.CPU.of(new float[] {0, 1, 1, 0}, 2, 2, 1, 1);
      Tensor one = Device.CPU.of(new float[] {0, 1, 0, 1}, 2, 2, 1, 1);
      assertEquals(0, Losses.uneven(List.of(even)).item_float(), 1e-7);
      // One of two alone: 2 * 1 - 1, times 0.01.
      assertEquals(0.01, Losses.uneven(List.of(one)).item_float(), 1e-7);
    }
  }

  @Test
  void whatTheyAreMeasuredByIsAsDear() {
    double experts = Cost.of(Tier.EXPERTS, 1280, 720).gmac();
    assertEquals(experts, Cost.of(Tier.BLOCKS, 1280, 720).gmac(), 0.01 * experts);
  }
}
