package org.derain.rain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.derain.frames.MediaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RainParametersTest {
  private static final RainParameters ALL =
      new RainParameters(
          Long.MIN_VALUE + 1,
          RainType.NIGHT,
          new Rainfall(100.0 / 3, -1e-17, 0.1, 1, Camera.still(1 / 60.0).forward(13.9)),
          List.of(
              new StreakLayer(
                  StreakLayer.Kind.NOISE,
                  -7,
                  20.1,
                  0.3,
                  -4,
                  1,
                  12,
                  0,
                  Math.PI / 4,
                  StreakLayer.Blend.DODGE,
                  3,
                  0.3,
                  1.0,
                  new Slope(-30, 0.1, 1 / 3.0, 0.2))),
          1 / 3.0,
          new Veil(4.29, 60, Depth.map("depth map.png", 1.5, 300)),
          new Night(24, 5, 1.2, 0.3, -0.1, 1),
          new Glass(3, 0.2, 6, 0.3, 0.4, 0.1, 40, 30, Long.MAX_VALUE),
          new Sensor(1.7, 80),
          91.25);

  @Test
  void comeBackFromTextBitForBit() {
    assertEquals(ALL, RainParameters.parse(ALL.toJson()));
    RainParameters dry = RainParameters.dry(3);
    assertEquals(dry, RainParameters.parse(dry.toJson()));
  }

  @ParameterizedTest
  @EnumSource
  void sampledRainComesBackBitForBit(RainType type) {
    RainSampler sampler = new RainSampler(8, 0);
    for (int i = 0; i < 50; i++) {
      RainParameters parameters = sampler.next(type);
      assertEquals(type, parameters.type());
      assertFalse(parameters.dry());
      assertEquals(parameters, RainParameters.parse(parameters.toJson()));
    }
  }

  @Test
  void partsMayBeLeftOut() {
    RainParameters parsed =
        RainParameters.parse("{\"seed\": 4, \"type\": \"LIGHT\", \"ambient\": 0.5}");
    assertTrue(parsed.dry());
    assertEquals(Sensor.NONE, parsed.sensor());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"ambient\": 0.5|\"ambient\": 0.5, \"wet\": 1|rain parameters: unknown key 'wet'",
        "\"rate\" : 33|\"rate\" : 933|rain parameters: fall: rate (mm/h): above 0 and up to 200, not",
        "\"rate\" :|\"ratio\" : 1, \"rate\" :|rain parameters: unknown key 'fall.ratio'",
        "\"NIGHT\"|\"WET\"|rain parameters: type: Cannot deserialize",
        "\"gusts\" : 0.1,||rain parameters: fall.gusts: missing",
        "\"fall\"|fall|rain parameters: line 4: ",
      })
  void aMistakeIsOneLineThatNamesIt(String from, String to, String line) {
    String json = ALL.toJson().replace("\"ambient\" : 0.3333333333333333", "\"ambient\": 0.5");
    String wrong = json.replace(from, to == null ? "" : to);
    assertFalse(wrong.equals(json));
    String said =
        assertThrows(MediaException.class, () -> RainParameters.parse(wrong)).getMessage();
    assertTrue(said.startsWith(line), said);
    assertFalse(said.contains("\n"));
  }

  @Test
  void labelsNameTypes() {
    for (RainType type : RainType.values()) {
      assertEquals(type, RainType.of(type.label()));
    }
    assertThrows(IllegalArgumentException.class, () -> RainType.of("snow"));
  }
}
