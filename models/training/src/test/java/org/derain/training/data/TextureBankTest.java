package org.derain.training.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.derain.rain.RainParameters;
import org.derain.rain.RainSampler;
import org.derain.rain.RainType;
import org.derain.rain.StreakLayer;
import org.junit.jupiter.api.Test;

/** Textures are shared, and only among rain that is made alike. */
class TextureBankTest {
  @Test
  void stillsShareAmongThemselvesAndKindsDoNotMix() {
    RainSampler sampler = new RainSampler(5, 0);
    Set<Long> ofClips = new HashSet<>();
    Set<Long> ofStills = new HashSet<>();
    int layers = 0;
    try (TextureBank bank = new TextureBank(64, 64, new Random(5))) {
      for (int i = 0; i < 2000; i++) {
        RainParameters clip = sampler.next(RainType.values()[i % RainType.values().length]);
        same(clip.layers(), bank.dress(clip).layers(), ofClips);
        RainParameters still = sampler.still();
        same(still.layers(), bank.dressStill(still).layers(), ofStills);
        layers += still.layers().size();
      }
    }
    assertTrue(ofStills.size() < layers / 4, ofStills.size() + " textures of " + layers);
    ofStills.retainAll(ofClips);
    assertEquals(Set.of(), ofStills);
  }

  private static void same(List<StreakLayer> wanted, List<StreakLayer> got, Set<Long> textures) {
    assertEquals(wanted.size(), got.size());
    for (int i = 0; i < wanted.size(); i++) {
      assertEquals(wanted.get(i).kind(), got.get(i).kind());
      assertEquals(wanted.get(i).lift(), got.get(i).lift());
      assertEquals(wanted.get(i).opacity(), got.get(i).opacity());
      textures.add(got.get(i).seed());
    }
  }
}
