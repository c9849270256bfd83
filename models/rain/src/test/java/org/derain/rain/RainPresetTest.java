package org.derain.rain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RainPresetTest {
  @ParameterizedTest
  @EnumSource(RainPreset.class)
  void aPresetIsAWholeRecord(RainPreset preset) {
    RainParameters parameters = preset.parameters(7);
    assertEquals(parameters, RainParameters.parse(parameters.toJson()));
    assertEquals(7, parameters.seed());
    assertNotEquals(parameters, preset.parameters(8));
    assertEquals(parameters, preset.parameters(8).withSeed(7).withGlass(parameters.glass()));
  }

  @Test
  void theyAreWhatTheirNamesSay() {
    double last = 0;
    for (String name : new String[] {"DRIZZLE", "LIGHT", "HEAVY", "STORM"}) {
      double rate = RainPreset.valueOf(name).parameters(1).fall().rate();
      assertTrue(rate > 2 * last, name + ": " + rate + " mm/h after " + last);
      last = rate;
    }
    RainParameters windshield = RainPreset.WINDSHIELD.parameters(3);
    assertEquals(RainType.DROPS, windshield.type());
    assertEquals(3, windshield.glass().seed());
    assertTrue(windshield.fall().camera().forward() > 0);
    assertEquals(RainType.NIGHT, RainPreset.NIGHT.parameters(1).type());
    assertNotNull(RainPreset.NIGHT.parameters(1).night());
  }
}
