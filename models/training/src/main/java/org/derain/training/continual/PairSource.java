package org.derain.training.continual;

import java.util.List;
import java.util.Random;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.rain.Visibility;
import org.derain.training.data.Recipe;
import org.derain.training.data.Sample;
import org.derain.training.data.WindowCutter;
import org.derain.training.data.WindowSource;
import org.derain.training.learn.PairClips;

/** Windows of rainy clips and their clean twins; the last tenth of each is held out. */
final class PairSource implements WindowSource {
  private static final int WINDOWS = 4;

  private final PairClips pairs;
  private final WindowCutter cutter;
  private final Random order;

  /** Of pairs that stay the caller's to close. */
  PairSource(PairClips pairs, int side, long seed) {
    this.pairs = pairs;
    this.cutter = new WindowCutter(side);
    this.order = new Random(seed);
    for (PairClips.Clip clip : pairs.clips()) {
      FrameFormat format = clip.shots().get(0).truth().format();
      if (Math.min(format.width(), format.height()) < side) {
        throw new MediaException(clip.name() + ": smaller than patch: " + side);
      }
    }
  }

  @Override
  public Recipe recipe() {
    PairClips.Clip clip = pairs.clips().get(order.nextInt(pairs.clips().size()));
    return new Recipe(
        clip.name(), order.nextInt(learned(clip)), order.nextLong(), false, null, null);
  }

  private static int learned(PairClips.Clip clip) {
    return Math.max(1, clip.shots().size() * 9 / 10);
  }

  @Override
  public List<Sample> render(Recipe recipe) {
    PairClips.Clip clip =
        pairs.clips().stream()
            .filter(c -> c.name().equals(recipe.clip()))
            .findFirst()
            .orElseThrow(() -> new MediaException("no pair " + recipe.clip() + " any more"));
    return cut(clip.shots().get(recipe.run()), new Random(recipe.seed()), WINDOWS);
  }

  /** Windows of what is held out; the same every time. */
  List<Sample> heldOut() {
    Random random = new Random(0);
    return pairs.clips().stream()
        .flatMap(clip -> clip.shots().subList(learned(clip), clip.shots().size()).stream())
        .flatMap(shot -> cut(shot, random, WINDOWS).stream())
        .toList();
  }

  private List<Sample> cut(PairClips.Shot shot, Random random, int windows) {
    Visibility visibility = Visibility.of(shot.window()[2], shot.truth());
    return cutter.cut(shot.window(), shot.truth(), visibility, new float[0], random, windows);
  }

  @Override
  public void close() {}
}
