package org.derain.training.data;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.derain.frames.MediaException;
import org.derain.rain.RainType;

/**
 * Windows of recipes that are remembered: a type by its share, then any recipe of that type, now
 * and then without its rain. The rest comes from the renderer as ever.
 */
public final class RememberedWindows implements WindowSource {
  private final WindowSource renderer;
  private final Map<RainType, List<Recipe>> recipes = new EnumMap<>(RainType.class);
  private final Map<RainType, Double> shares = new TreeMap<>();
  private final double part;
  private final double dry;
  private final Random random;

  /**
   * A source.
   *
   * @param renderer makes windows of recipes, and recipes for the rest; is closed with this
   * @param part of the recipes that are remembered ones, 0 to 1
   * @param shares of the types; those of which nothing is remembered are left out
   * @param dry share of remembered recipes whose rain is left out
   * @throws MediaException when nothing is remembered of any type with a share
   */
  public RememberedWindows(
      WindowSource renderer,
      RainMemory memory,
      double part,
      Map<RainType, Double> shares,
      double dry,
      long seed) {
    this.renderer = renderer;
    this.part = part;
    this.dry = dry;
    this.random = new Random(seed);
    for (RainMemory.Entry entry : memory.entries()) {
      // Windows of pairs have no parameters and need their own clips.
      if (entry.recipe().rain() != null) {
        recipes
            .computeIfAbsent(entry.recipe().rain().type(), type -> new ArrayList<>())
            .add(entry.recipe());
      }
    }
    shares.forEach(
        (type, share) -> {
          if (share > 0 && recipes.containsKey(type)) {
            this.shares.put(type, share);
          }
        });
    if (this.shares.isEmpty()) {
      throw new MediaException(
          "memory: holds no rain of the types that the run learns: " + shares.keySet());
    }
  }

  @Override
  public Recipe recipe() {
    if (random.nextDouble() >= part) {
      return renderer.recipe();
    }
    List<Recipe> alike = recipes.get(RainMix.draw(shares, random));
    Recipe recipe = alike.get(random.nextInt(alike.size()));
    return random.nextDouble() < dry ? dried(recipe) : recipe;
  }

  private static Recipe dried(Recipe recipe) {
    return new Recipe(
        recipe.clip(),
        recipe.run(),
        recipe.seed(),
        recipe.single(),
        RainMix.dried(recipe.rain()),
        recipe.overlay());
  }

  @Override
  public List<Sample> render(Recipe recipe) {
    return renderer.render(recipe);
  }

  @Override
  public void close() {
    renderer.close();
  }
}
