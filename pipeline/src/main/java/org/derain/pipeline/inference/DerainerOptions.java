package org.derain.pipeline.inference;

import java.util.Optional;
import org.derain.zoo.Gate;

/**
 * How the network is run.
 *
 * @param device where
 * @param threads CPU threads of the network; 0 for one per physical core; {@link #MOST_THREADS} at
 *     most
 * @param spin whether idle threads wait in a loop: quicker for files on an idle machine, but it
 *     takes whole cores from the decoder and the encoder, and burns them at camera rates
 * @param gate what overrules the network's decision whether it rains
 */
public record DerainerOptions(Device device, int threads, boolean spin, Gate gate) {
  /** Threads at most: more than any machine has cores for, and not yet what brings it down. */
  public static final int MOST_THREADS = 512;

  /** What is wrong with a number of threads that a user asks for. */
  public static Optional<String> threadsProblem(int threads) {
    return threads >= 0 && threads <= MOST_THREADS
        ? Optional.empty()
        : Optional.of("--threads goes from 0 (all cores) to " + MOST_THREADS + ", not " + threads);
  }

  /** Checks the ranges. */
  public DerainerOptions {
    checkThreads(threads);
  }

  /**
   * Passes a number of threads on.
   *
   * @throws IllegalArgumentException when it is below 0 or above {@link #MOST_THREADS}
   */
  public static int checkThreads(int threads) {
    if (threads < 0 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "0 (all cores) to " + MOST_THREADS + " threads, not " + threads);
    }
    return threads;
  }

  /** Device auto, one thread per core, no spinning; the network decides whether it rains. */
  public static DerainerOptions defaults() {
    return new DerainerOptions(Device.AUTO, 0, false, Gate.NETWORK);
  }

  /** The same on another device. */
  public DerainerOptions withDevice(Device other) {
    return new DerainerOptions(other, threads, spin, gate);
  }

  /** The same with another number of threads. */
  public DerainerOptions withThreads(int other) {
    return new DerainerOptions(device, other, spin, gate);
  }

  /** The same with another gate. */
  public DerainerOptions withGate(Gate other) {
    return new DerainerOptions(device, threads, spin, other);
  }
}
