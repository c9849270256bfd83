package org.derain.training.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.derain.rain.RainParameters;
import org.derain.rain.StreakLayer;
import org.derain.rain.render.StreakTexture;

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

  /** By the seed of the layer, those used last at the end. */
  private final Map<Long, StreakTexture> drawn = new LinkedHashMap<>(16, 0.75f, true);

  /** Of clips. */
  private final List<StreakLayer> looks = new ArrayList<>();

  /** Of stills whose streaks are the field's: other than those of clips. */
  private final List<StreakLayer> stills = new ArrayList<>();

  /** For windows of at most a size in pixels. */
  TextureBank(int width, int height, Random random) {
    this.width = width;
    this.height = height;
    this.random = random;
  }

  /** The parameters with layers that look like layers seen before, so that textures are shared. */
  RainParameters dress(RainParameters wanted) {
    return dress(wanted, looks);
  }

  /** The same for the rain of {@link org.derain.rain.RainSampler#still}. */
  RainParameters dressStill(RainParameters wanted) {
    return dress(wanted, stills);
  }

  private RainParameters dress(RainParameters wanted, List<StreakLayer> known) {
    while (known.size() > KEPT) {
      known.remove(0);
    }
    return wanted.withLayers(wanted.layers().stream().map(layer -> dress(layer, known)).toList());
  }

  /** The textures of the layers of parameters, drawn where needed; valid until the next call. */
  List<StreakTexture> of(RainParameters dressed) {
    Iterator<StreakTexture> oldest = drawn.values().iterator();
    while (drawn.size() > 2 * KEPT + CANDIDATES) {
      oldest.next().close();
      oldest.remove();
    }
    return dressed.layers().stream()
        .map(
            layer ->
                drawn.computeIfAbsent(
                    layer.seed(), seed -> new StreakTexture(layer, PERIOD, width, height)))
        .toList();
  }

  private StreakLayer dress(StreakLayer wanted, List<StreakLayer> known) {
    boolean own = known.size() < KEPT || random.nextInt(RENEWAL) == 0;
    StreakLayer look = own ? null : nearest(wanted, known);
    if (look == null) {
      known.add(wanted);
      return wanted;
    }
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
        wanted.blend(),
        wanted.shift(),
        look.uneven(),
        wanted.lift(),
        wanted.slope());
  }

  /** Of some, the one nearest in angle among those made alike, if any. */
  private StreakLayer nearest(StreakLayer wanted, List<StreakLayer> known) {
    StreakLayer nearest = null;
    for (int i = 0; i < CANDIDATES; i++) {
      StreakLayer other = known.get(random.nextInt(known.size()));
      if (alike(other, wanted)
          && (nearest == null
              || Math.abs(other.angle() - wanted.angle())
                  < Math.abs(nearest.angle() - wanted.angle()))) {
        nearest = other;
      }
    }
    return nearest;
  }

  /** Lines go without mist and noise that keeps its mean with it: what tells one from the other. */
  private static boolean alike(StreakLayer a, StreakLayer b) {
    return a.kind() == b.kind() && (a.lift() == null) == (b.lift() == null);
  }

  @Override
  public void close() {
    drawn.values().forEach(StreakTexture::close);
  }
}
