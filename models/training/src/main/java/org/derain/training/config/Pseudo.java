package org.derain.training.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.derain.training.data.PseudoTruth;

/**
 * Real rain with a pseudo truth, from which a run learns to take rain off.
 *
 * @param clips of fixed cameras in the rain
 * @param share of them among the windows, 0 to below 1
 */
public record Pseudo(List<PseudoTruth.Clip> clips, double share) {
  /** What is wrong with it, or null. */
  String wrong() {
    if (clips == null || clips.stream().allMatch(PseudoTruth.Clip::heldOut)) {
      return "pseudo: clips: at least one that is not only judged by";
    }
    if (!(share >= 0 && share < 1)) {
      return "pseudo: a share from 0 to below 1";
    }
    Set<Path> files = new HashSet<>();
    for (PseudoTruth.Clip clip : clips) {
      if (clip.file() == null || !Files.isRegularFile(clip.file())) {
        return "pseudo: clips: no such file: " + clip.file();
      }
      if (!clip.heldOut() && clip.licence() == null) {
        return "pseudo: clips: no licence, which the card names: " + clip.file();
      }
      if (!files.add(clip.file())) {
        return "pseudo: clips: named twice: " + clip.file();
      }
    }
    return null;
  }
}
