package org.derain.rain.render;

import java.util.Random;

/**
 * A slow random process of time, mean 0: a sum of sines with random frequencies and phases, so that
 * its value, its change and its integral are known at any time without a past.
 */
final class Tremble {
  private static final int SINES = 5;
  private final double[] pulsation = new double[SINES];
  private final double[] phase = new double[SINES];
  private final double amplitude;

  /** With a standard deviation, of frequencies between two in Hz. */
  Tremble(Random random, double deviation, double slowest, double fastest) {
    amplitude = deviation * Math.sqrt(2.0 / SINES);
    for (int i = 0; i < SINES; i++) {
      pulsation[i] =
          2 * Math.PI * slowest * Math.pow(fastest / slowest, (i + random.nextDouble()) / SINES);
      phase[i] = 2 * Math.PI * random.nextDouble();
    }
  }

  double value(double seconds) {
    double sum = 0;
    for (int i = 0; i < SINES; i++) {
      sum += Math.sin(pulsation[i] * seconds + phase[i]);
    }
    return amplitude * sum;
  }

  /** Change per second. */
  double rate(double seconds) {
    double sum = 0;
    for (int i = 0; i < SINES; i++) {
      sum += pulsation[i] * Math.cos(pulsation[i] * seconds + phase[i]);
    }
    return amplitude * sum;
  }

  /** Integral up to a time, from an arbitrary one. */
  double integral(double seconds) {
    double sum = 0;
    for (int i = 0; i < SINES; i++) {
      sum -= Math.cos(pulsation[i] * seconds + phase[i]) / pulsation[i];
    }
    return amplitude * sum;
  }
}
