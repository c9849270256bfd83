package org.derain.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.derain.rain.RainParameters;
import org.derain.rain.StreakLayer;
import org.derain.rain.StreakTexture;

/**
 * Textures drawn once and shared by many clips, each at other places and of another strength:
 * drawing them is what rain costs. Old ones make room for new ones, a few at a time.
 */
final class TextureBank implements AutoCloseable {
  private static final int PERIOD = 640;
  private static final int KEPT = 160;

  /** One layer in so many gets a texture of its own once the bank is full. */
  private static final int RENEWAL = 60;

  /** Textures among which the one nearest in angle is taken. */
  private static final int CANDIDATES = 24;

  private final int width;
  private final int height;
  private final Random random;
  private final Map<Long, StreakTexture> bySeed = new HashMap<>();
  private final List<StreakLayer> looks = new ArrayList<>();

  /** For windows of at most a size in pixels. */
  TextureBank(int width, int height, Random random) {
    this.width = width;
    this.height = height;
    this.random = random;
  }

  /** The parameters with layers whose textures are kept here. */
  RainParameters dress(RainParameters wanted) {
    return wanted.withLayers(wanted.layers().stream().map(this::dress).toList());
  }

  /**
   * The textures of the layers of dressed parameters, drawn again where they had to go; valid until
   * the next call.
   */
  List<StreakTexture> of(RainParameters dressed) {
    while (looks.size() > KEPT) {
      StreakLayer oldest = looks.remove(0);
      bySeed.remove(oldest.seed()).close();
    }
    for (StreakLayer layer : dressed.layers()) {
      if (!bySeed.containsKey(layer.seed())) {
        draw(layer);
      }
    }
    return dressed.layers().stream().map(layer -> bySeed.get(layer.seed())).toList();
  }

  private StreakLayer dress(StreakLayer wanted) {
    StreakLayer look =
        looks.size() < KEPT || random.nextInt(RENEWAL) == 0 ? draw(wanted) : nearest(wanted);
    return new StreakLayer(
        look.kind(),
        look.seed(),
        look.length(),
        look.width(),
        look.angle(),
        look.spread(),
        look.density(),
        look.softness(),
        wanted.opacity(),
        wanted.additive(),
        wanted.shift());
  }

  private StreakLayer draw(StreakLayer layer) {
    looks.add(layer);
    bySeed.put(layer.seed(), new StreakTexture(layer, PERIOD, width, height));
    return layer;
  }

  private StreakLayer nearest(StreakLayer wanted) {
    StreakLayer nearest = null;
    for (int i = 0; i < CANDIDATES; i++) {
      StreakLayer other = looks.get(random.nextInt(looks.size()));
      if (nearest == null
          || Math.abs(other.angle() - wanted.angle())
              < Math.abs(nearest.angle() - wanted.angle())) {
        nearest = other;
      }
    }
    return nearest;
  }

  @Override
  public void close() {
    bySeed.values().forEach(StreakTexture::close);
  }
}
