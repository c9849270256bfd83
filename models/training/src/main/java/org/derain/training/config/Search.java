package org.derain.training.config;

import java.util.List;

/**
 * What "derain search" looks for: the network that takes off most rain within a time for a frame.
 *
 * @param milliseconds for a frame at most, on this machine, by ONNX Runtime
 * @param width of the frames, in pixels, even
 * @param height of the frames, in pixels, even
 * @param threads of ONNX Runtime; missing: 1
 * @param candidates how many networks within that time are learned at first; missing: 8
 * @param minutes of training of each in the first round; missing: 2
 * @param halving of how many one goes on, with as many times the training; missing: 2
 * @param windows frames that candidates may look at; missing: 3 and 5
 * @param scales by which candidates may see frames reduced; missing: 1 alone
 */
public record Search(
    double milliseconds,
    int width,
    int height,
    Integer threads,
    Integer candidates,
    Double minutes,
    Integer halving,
    List<Integer> windows,
    List<Integer> scales) {
  /** Missing values are what their descriptions say. */
  public Search {
    threads = threads == null ? Integer.valueOf(1) : threads;
    candidates = candidates == null ? Integer.valueOf(8) : candidates;
    minutes = minutes == null ? Double.valueOf(2) : minutes;
    halving = halving == null ? Integer.valueOf(2) : halving;
    windows = windows == null ? List.of(3, 5) : List.copyOf(windows);
    scales = scales == null ? List.of(1) : List.copyOf(scales);
  }

  /** What is wrong with it, or null. */
  String wrong() {
    if (!(milliseconds > 0 && minutes > 0) || candidates < 1 || halving < 2 || threads < 1) {
      return "search: milliseconds and minutes: above 0; candidates and threads: at least 1;"
          + " halving: at least 2";
    }
    if (width < 32 || height < 32 || width % 2 + height % 2 != 0) {
      return "search: width and height: even, at least 32";
    }
    return List.of(3, 5).containsAll(windows) && List.of(1, 2, 4).containsAll(scales)
        ? null
        : "search: windows: of 3 and 5; scales: of 1, 2 and 4";
  }
}
