package org.derain.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.derain.rain.RainSampler;
import org.derain.rain.RainType;
import org.derain.training.DryClip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows come again from some hundred bytes. */
class RecipeTest {
  @Test
  void windowsComeAgainBitForBitFromAnotherRenderer(@TempDir Path folder) throws Exception {
    Path clip = folder.resolve("dry.mp4");
    DryClip.render(DryClip.SCENE, 60, clip);
    List<Recipe> recipes = new ArrayList<>();
    List<List<Sample>> first = new ArrayList<>();
    try (Footage footage = new Footage(List.of(clip));
        SampleRenderer one =
            new SampleRenderer(footage, 64, RainMix.of(RainType.LOOKS, 0.1, 5), 0.1, 0, 0.4, 5);
        SampleRenderer other =
            new SampleRenderer(footage, 64, RainMix.of(RainType.HEAVY, 0, 6), 0, 6)) {
      for (int i = 0; i < 20; i++) {
        recipes.add(one.recipe());
        first.add(one.render(recipes.get(i)));
      }
      for (int i = 19; i >= 0; i--) {
        other.next();
        assertSame(first.get(i), other.render(recipes.get(i)));
        assertSame(first.get(i), one.render(recipes.get(i)));
      }
    }
    assertFalse(Arrays.equals(first.get(0).get(0).luma(), first.get(1).get(0).luma()));
  }

  /** A clock lies over the rain, and over the truth too. */
  @Test
  void whatIsWrittenOverAPictureIsItsOwnTruth(@TempDir Path folder) throws Exception {
    Path clip = folder.resolve("dry.mp4");
    DryClip.render(DryClip.SCENE, 40, clip);
    int written = 0;
    int rainyThere = 0;
    int rainyBelow = 0;
    try (Footage footage = new Footage(List.of(clip));
        SampleRenderer renderer =
            new SampleRenderer(footage, 64, RainMix.of(RainType.LOOKS, 0, 5), 0, 0, 1, 5)) {
      for (int i = 0; i < 20; i++) {
        Recipe recipe = renderer.recipe();
        assertTrue(recipe.overlay() != null);
        Recipe bare =
            new Recipe(
                recipe.clip(), recipe.run(), recipe.seed(), recipe.single(), recipe.rain(), null);
        List<Sample> all = renderer.render(recipe);
        List<Sample> below = renderer.render(bare);
        for (int w = 0; w < all.size(); w++) {
          byte[] truth = all.get(w).trueLuma();
          byte[] dry = below.get(w).trueLuma();
          for (int at = 0; at < truth.length; at++) {
            if (apart(truth[at], dry[at]) > 60) {
              int centre = 2 * truth.length + at;
              written++;
              rainyThere += apart(all.get(w).luma()[centre], truth[at]) > 8 ? 1 : 0;
              rainyBelow += apart(below.get(w).luma()[centre], dry[at]) > 8 ? 1 : 0;
            }
          }
        }
      }
    }
    assertTrue(written > 2000, written + " pixels");
    assertTrue(rainyBelow > written / 5, rainyBelow + " of " + written);
    assertTrue(rainyThere < rainyBelow / 4, rainyThere + " of " + written);
  }

  private static int apart(byte one, byte other) {
    return Math.abs((one & 255) - (other & 255));
  }

  @Test
  void aPhotographIsAStillOrMovesUnderTheCamera(@TempDir Path folder) throws Exception {
    Path clip = folder.resolve("dry.mp4");
    DryClip.render(DryClip.SCENE, 20, clip);
    Path photograph = folder.resolve("photograph.png");
    opencv_imgcodecs.imwrite(photograph.toString(), noise());
    try (Footage footage = new Footage(List.of(clip), List.of(photograph), 1);
        SampleRenderer stills =
            new SampleRenderer(footage, 64, RainMix.of(RainType.LOOKS, 1, 5), 1, 5);
        SampleRenderer moving =
            new SampleRenderer(footage, 64, RainMix.of(RainType.LOOKS, 1, 5), 0, 5)) {
      Recipe recipe = stills.recipe();
      assertEquals("photograph.png", recipe.clip());
      assertEquals(0, differing(stills.render(recipe).get(0)));
      int moved = 0;
      for (int i = 0; i < 6; i++) {
        recipe = moving.recipe();
        List<Sample> windows = moving.render(recipe);
        assertSame(windows, stills.render(recipe));
        assertEquals(0, windows.get(0).rain());
        moved += differing(windows.get(0)) > 0.2 ? 1 : 0;
      }
      assertTrue(moved >= 4, moved + " of 6 moved");
      assertTrue(footage.heldOut().stream().noneMatch(Footage.Run::photo));
    }
  }

  private static Mat noise() {
    Mat picture = new Mat(360, 480, opencv_core.CV_8UC3);
    opencv_core.setRNGSeed(3);
    opencv_core.randu(picture, new Mat(new double[] {30}), new Mat(new double[] {220}));
    return picture;
  }

  /** Share of points at which the frame before differs from that in the middle, aligned. */
  private static double differing(Sample window) {
    int points = window.trueLuma().length;
    int different = 0;
    for (int i = 0; i < points; i++) {
      different += window.luma()[points + i] != window.luma()[2 * points + i] ? 1 : 0;
    }
    return different / (double) points;
  }

  @Test
  void whatIsListedTwiceIsDrawnTwiceAsOften(@TempDir Path folder) throws Exception {
    Path one = folder.resolve("one.mp4");
    Path other = folder.resolve("other.mp4");
    DryClip.render(DryClip.SCENE, 20, one);
    DryClip.render(DryClip.SCENE, 20, other);
    try (Footage footage = new Footage(List.of(one, other, other))) {
      Random random = new Random(1);
      long drawn =
          IntStream.range(0, 900)
              .filter(i -> footage.draw(random).name().equals("other.mp4"))
              .count();
      assertEquals(600, drawn, 60);
      assertEquals(2, footage.heldOut().size());
    }
  }

  @Test
  void aMemoryKeepsRecipesToTheBit(@TempDir Path folder) {
    RainMemory memory = RainMemory.empty();
    for (RainType type : RainType.values()) {
      List<Recipe> recipes = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        recipes.add(
            new Recipe(
                "clip.mp4",
                i,
                ~i,
                i % 2 == 0,
                new RainSampler(i, 0).next(type),
                i % 3 == 0 ? Long.valueOf(~i) : null));
      }
      memory = memory.with(type.label(), recipes);
    }
    memory = memory.with("own", List.of(new Recipe("pair", 3, 4, false, null, null)));
    long bytes = memory.write(folder.resolve("memory"));
    assertEquals(memory.entries(), RainMemory.read(folder.resolve("memory")).entries());
    assertTrue(bytes < 1000L * memory.entries().size(), bytes + " bytes");
  }

  private static void assertSame(List<Sample> expected, List<Sample> found) {
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i).luma(), found.get(i).luma());
      assertArrayEquals(expected.get(i).chroma(), found.get(i).chroma());
      assertArrayEquals(expected.get(i).trueLuma(), found.get(i).trueLuma());
      assertArrayEquals(expected.get(i).trueChroma(), found.get(i).trueChroma());
      assertEquals(expected.get(i).rain(), found.get(i).rain());
    }
  }
}
