package org.derain.rain.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.rain.RainParameters;
import org.derain.rain.RainSampler;
import org.derain.rain.StreakLayer;
import org.junit.jupiter.api.Test;

/** What the rain of the field's training stills is like. */
class RainSamplerTest {
  private static final FrameFormat FORMAT = new FrameFormat(320, 256, 8);

  /** What tells the one from the other is all that tells how much of the light is rain. */
  @Test
  void drawnStreaksHaveNoMistAndNoiseHas() {
    RainSampler sampler = new RainSampler(3, 0);
    List<Double> drawn = new ArrayList<>();
    List<Double> noise = new ArrayList<>();
    try (Picture grey = new Picture(FORMAT)) {
      for (int i = 0; i < 30; i++) {
        RainParameters rain = sampler.still();
        assertNull(rain.veil());
        boolean lines = rain.layers().get(0).kind() == StreakLayer.Kind.LINES;
        assertTrue(
            rain.layers().stream()
                .allMatch(layer -> (layer.kind() == StreakLayer.Kind.LINES) == lines));
        (lines ? drawn : noise).add(untouched(rain, grey));
      }
    }
    assertTrue(drawn.size() > 7 && noise.size() > 7, drawn.size() + " and " + noise.size());
    assertTrue(median(drawn) > 0.6, "between drawn streaks lies the scene: " + median(drawn));
    assertTrue(median(noise) < 0.4, "noise lifts all: " + median(noise));
  }

  /** Share of the points that rain leaves as they are, but for the sensor's noise. */
  private static double untouched(RainParameters rain, Picture grey) {
    byte[] truth;
    byte[] rainy;
    try (Rain renderer = new Rain(rain, FORMAT, 25)) {
      truth = exposed(renderer, grey, false);
      rainy = exposed(renderer, grey, true);
    }
    assertEquals(truth.length, rainy.length);
    int same = 0;
    for (int i = 0; i < truth.length; i++) {
      same += Math.abs((truth[i] & 255) - (rainy[i] & 255)) <= 1 ? 1 : 0;
    }
    return (double) same / truth.length;
  }

  private static byte[] exposed(Rain renderer, Picture grey, boolean wet) {
    var samples = grey.buffer();
    for (int i = 0; i < FORMAT.bytes(); i++) {
      samples.put(i, (byte) 100);
    }
    renderer.render(grey, 0, wet);
    return renderer.exposed();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
