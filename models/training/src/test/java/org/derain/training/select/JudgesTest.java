package org.derain.training.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.derain.rain.RainSampler;
import org.derain.rain.RainType;
import org.derain.training.config.Selection.Levels;
import org.derain.training.data.Recipe;
import org.derain.training.data.Sample;
import org.junit.jupiter.api.Test;

/** What real and rendered windows are compared by. */
class JudgesTest {
  private static final int SIDE = 48;

  /** Bright lines, one pixel wide. */
  private static byte[] lines(boolean vertical, int apart, int length) {
    byte[] luma = new byte[SIDE * SIDE];
    for (int i = 0; i < luma.length; i++) {
      int along = vertical ? i / SIDE : i % SIDE;
      int across = vertical ? i % SIDE : i / SIDE;
      luma[i] = (byte) (across % apart == 3 && along % 24 < length ? 140 : 90);
    }
    return luma;
  }

  private static Sample sample(byte[] luma) {
    byte[] five = new byte[5 * luma.length];
    for (int i = 0; i < 5; i++) {
      System.arraycopy(luma, 0, five, i * luma.length, luma.length);
    }
    byte[] grey = new byte[luma.length / 2];
    return new Sample(five, new byte[5 * grey.length], luma, grey, 0.8f, new float[0], false);
  }

  private static View view(String clip, byte[] luma, Kind kind, float... embedding) {
    Recipe recipe = new Recipe(clip, 0, 0, true, new RainSampler(1, 0).next(RainType.LIGHT), null);
    Impression impression = new Impression(embedding, 0.9f, new float[] {1, 0, 0});
    return View.of(clip, recipe, sample(luma), 3, kind, impression);
  }

  private static Texture texture(byte[] luma) {
    return Texture.of(HighPass.of(luma, SIDE));
  }

  @Test
  void aTextureTellsDirectionLengthAndContrast() {
    Texture upright = texture(lines(true, 12, 20));
    Texture lying = texture(lines(false, 12, 20));
    Texture shorter = texture(lines(true, 12, 5));
    assertEquals(0, upright.distance(texture(lines(true, 12, 20))));
    // Gradients of upright lines run from side to side: bin 0 of 180 degrees, and lying ones 90.
    assertTrue(upright.orientation()[0] > 0.6, upright.orientation()[0] + "");
    assertTrue(lying.orientation()[6] > 0.6, lying.orientation()[6] + "");
    // 20 pixels lie in the octave from 16 to 32, 5 in that from 4 to 8; all are 1 wide.
    assertEquals(1, upright.length()[5], 1e-9);
    assertEquals(1, shorter.length()[3], 1e-9);
    assertEquals(1, upright.width()[1], 1e-9);
    assertTrue(upright.distance(lying) > 0.15);
    assertEquals(0, texture(new byte[SIDE * SIDE]).distance(texture(new byte[SIDE * SIDE])));
  }

  @Test
  void kindsAreApartByLabelsThenByStrength() {
    Kind night = Kind.of(Set.of("streaks", "night"), 3, false);
    assertEquals(0, night.distance(Kind.of(Set.of("streaks", "night"), 3, false)));
    assertEquals(0.5, night.distance(Kind.of(Set.of("streaks", "night"), 1, false)));
    assertEquals(0, night.distance(Kind.of(Set.of("streaks", "night"), null, false)));
    assertEquals(2, night.distance(Kind.of(Set.of("drops", "night"), 3, false)));
    Kind told = Kind.told(new float[] {0.2f, 0.9f, 0.1f}, true);
    assertEquals(new Kind(true, true, false, true, 0), told);
    assertEquals(0.5, night.distance(told), "a still");
  }

  @Test
  void threeLevelsNarrowTheLibraryDownAndLeaveTheOwnClipOut() {
    Kind streaks = Kind.of(Set.of("streaks"), 2, true);
    Kind drops = Kind.of(Set.of("drops"), 2, true);
    byte[] upright = lines(true, 12, 20);
    View wanted = view("a", upright, streaks, 1, 0);
    View own = view("a", upright, streaks, 1, 0);
    View other = view("b", upright, drops, 1, 0);
    View turned = view("c", upright, streaks, -1, 3);
    View lying = view("d", lines(false, 12, 20), streaks, 1, 0.2f);
    View right = view("e", upright, streaks, 0.9f, 0.1f);
    List<View> library = List.of(own, other, turned, lying, right);
    List<View> found = new Retrieval(library, List.of(wanted), new Levels(3, 2, 1)).nearest(wanted);
    assertEquals(List.of(right), found);
    assertEquals(
        List.of(right, lying),
        new Retrieval(library, List.of(wanted), new Levels(3, 2, 2)).nearest(wanted));
    assertEquals(
        4, new Retrieval(library, List.of(wanted), new Levels(9, 9, 9)).nearest(wanted).size());
  }

  @Test
  void bordersLieWhereRealWindowsFallThrough() {
    List<Double> values = List.of(5.0, 1.0, 3.0, 2.0, 4.0);
    assertEquals(1.8, Judges.quantile(values, 0.2), 1e-9);
    assertEquals(3, Judges.quantile(values, 0.5), 1e-9);
    assertEquals(5, Judges.quantile(values, 1), 1e-9);
    assertEquals(0.75, CrossValidation.rightPairs(List.of(1.0, 3.0), List.of(0.0, 2.0)));

    Kind kind = Kind.of(Set.of("streaks"), 2, true);
    List<View> library = new ArrayList<>();
    Map<View, Double> likeness = new IdentityHashMap<>();
    for (int i = 0; i < 6; i++) {
      library.add(view("real" + i, lines(true, 12, 18 + i % 3), kind, i, 1));
      likeness.put(library.get(i), (double) i);
    }
    View same = view("x", lines(true, 12, 19), kind, 1, 1);
    View strange = view("y", lines(false, 5, 3), kind, 1, 1);
    likeness.put(same, 0.0);
    likeness.put(strange, 5.0);
    Retrieval retrieval = new Retrieval(library, List.of(same, strange), new Levels(6, 6, 3));
    Judges judges = new Judges(retrieval, likeness, library, 0.2);
    assertEquals(1, judges.natural(), 1e-9);
    Verdict one = judges.of(same);
    assertTrue(one.near() && one.recognised() && !one.natural() && one.kept(), one.toString());
    Verdict two = judges.of(strange);
    assertTrue(!two.near() && two.natural() && two.votes() == 2, two.toString());
  }

  /** The network tells streaks laid over scenes from the scenes, whichever scenes they are. */
  @Test
  void aNetworkLearnsWhatIsRenderedAndNotTheScenes() {
    Random random = new Random(4);
    List<List<Sample>> groups = new ArrayList<>();
    for (int group = 0; group < 3; group++) {
      List<Sample> samples = new ArrayList<>();
      for (int n = 0; n < 40; n++) {
        byte[] luma = new byte[SIDE * SIDE];
        byte[] over = lines(true, 8 + random.nextInt(6), 20);
        double wave = 0.05 + 0.2 * random.nextDouble();
        for (int i = 0; i < luma.length; i++) {
          double scene = 90 + 25 * Math.sin(wave * (i % SIDE + (double) i / SIDE));
          luma[i] = (byte) (scene + (group == 0 ? 0.3 * ((over[i] & 255) - 90) : 0));
        }
        samples.add(sample(luma));
      }
      groups.add(samples);
    }
    try (RealismNetwork network = new RealismNetwork(7)) {
      List<Sample> rendered = groups.get(0);
      network.learn(rendered.subList(0, 30), groups.get(1).subList(0, 30), groups.get(2), 60, 7);
      List<Double> real = network.judge(groups.get(1).subList(30, 40));
      List<Double> made = network.judge(rendered.subList(30, 40));
      double right = CrossValidation.rightPairs(real, made);
      assertTrue(right > 0.9, right + " of the pairs in order");
    }
  }
}
