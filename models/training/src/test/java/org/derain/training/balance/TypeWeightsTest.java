package org.derain.training.balance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.derain.training.config.Weighting;
import org.derain.training.config.Weighting.Kind;
import org.junit.jupiter.api.Test;

/** The formulas against values computed by hand. */
class TypeWeightsTest {
  private static final double E = Math.E;

  @Test
  void aSlopeIsThatOfTheStraightLine() {
    assertEquals(-2, TypeWeights.slope(new double[] {7, 5, 3, 1}), 1e-12);
    // Middle 1: (-1 * 0 + 0 * 6 + 1 * 3) / 2.
    assertEquals(1.5, TypeWeights.slope(new double[] {0, 6, 3}), 1e-12);
  }

  @Test
  void slowTypesCountMoreThanFastOnes() {
    // Two types: 2 * -3 / 4 = -1.5 and 2 * -1 / 4 = -0.5.
    double slow = 1 / (1 + 1 / E);
    assertArrayEquals(new double[] {1 - slow, slow}, TypeWeights.tbs(new double[] {-3, -1}), 1e-9);
  }

  @Test
  void typesThatSlowDownCountLess() {
    // First: -2 * -1 / (3 + 1) = 0.5; second, as fast as before: -2 * -1 / (1 + 1) = 1.
    double steady = 1 / (1 + Math.exp(-0.5));
    double[] tss = TypeWeights.tss(List.of(new double[] {-3, -1}, new double[] {-1, -1}));
    assertArrayEquals(new double[] {1 - steady, steady}, tss, 1e-9);
  }

  @Test
  void theMixtureTrustsTheBalanceWhileTheSlowestTypeLearnsSteadily() {
    assertEquals(1, TypeWeights.af(new double[] {-1, -1, -1}), 1e-9);
    // It gets worse now: x = -5 * 2 * -1 / 2 = 5 before, -5 * 2 * 1 / 2 = -5 now; 2 / (1 + e^10).
    assertEquals(2 / (1 + Math.exp(10)), TypeWeights.af(new double[] {-1, 1}), 1e-9);
  }

  @Test
  void weightsAreAlikeUntilWarmThenFlooredAndAlwaysOneInSum() {
    TypeWeights weights = new TypeWeights(new Weighting(Kind.TBS, 1, 10, 2, 1), 4);
    double[] alike = {0.25, 0.25, 0.25, 0.25};
    weights.add(new double[] {4, 8, 2, 1});
    weights.add(new double[] {2, 7, 2, 1});
    assertArrayEquals(alike, weights.now(), 1e-12);
    weights.add(new double[] {1, 6, 2, 1});
    double[] now = weights.now();
    // Relative to the first: slopes -3/8, -1/8, 0, 0; times 4 / (1/2): -3, -1, 0, 0.
    double sum = Math.exp(-3) + Math.exp(-1) + 2;
    double[] wanted = {Math.exp(-3) / sum, Math.exp(-1) / sum, 1 / sum, 1 / sum};
    assertArrayEquals(Arrays.stream(wanted).map(w -> 0.6 * w + 0.1).toArray(), now, 1e-9);
    assertEquals(1, Arrays.stream(now).sum(), 1e-12);
    assertTrue(now[0] >= 0.1);
  }

  @Test
  void equalWeightsStayEqual() {
    TypeWeights weights = new TypeWeights(new Weighting(Kind.EQUAL, 1, 2, 0, 1), 2);
    for (int i = 1; i < 5; i++) {
      weights.add(new double[] {1.0 / i, 1});
    }
    assertArrayEquals(new double[] {0.5, 0.5}, weights.now());
  }

  @Test
  void theMixtureIsMadeOfBoth() {
    TypeWeights mixture = new TypeWeights(new Weighting(Kind.MIXTURE, 1, 3, 0, 1), 2);
    double[][] losses = {{1, 1}, {0.5, 0.9}, {0.4, 0.95}};
    for (double[] loss : losses) {
      mixture.add(loss);
    }
    double[] first = {-0.5, -0.1};
    double[] last = {-0.3, -0.025};
    double share = TypeWeights.af(new double[] {-0.1, -0.025});
    double tbs = TypeWeights.tbs(last)[0];
    double tss = TypeWeights.tss(List.of(first, last))[0];
    assertTrue(share > 0 && share < 1, "both take part: " + share);
    assertEquals(0.6 * (share * tbs + (1 - share) * tss) + 0.2, mixture.now()[0], 1e-9);
  }
}
