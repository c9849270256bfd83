package org.derain.pipeline.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.derain.frames.Picture;
import org.derain.pipeline.Keep;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.ring.PicturePool;
import org.derain.pipeline.ring.Ring;
import org.derain.pipeline.ring.RunState;
import org.derain.pipeline.ring.Slot;
import org.derain.pipeline.ring.Stage;
import org.derain.pipeline.window.Windows;

/** Runs the network over each window. A frame on which it fails is passed on as it came. */
final class DerainStage extends Stage {
  private final RainFilter filter;
  private final PicturePool warped;
  private final PicturePool results;
  private final List<Keep> keep;
  private final Consumer<String> notes;
  private final Map<String, Long> errors = new LinkedHashMap<>();

  DerainStage(
      Ring ring,
      RunState state,
      RainFilter filter,
      PicturePool warped,
      PicturePool results,
      List<Keep> keep,
      Consumer<String> notes) {
    super("derain", ring, state);
    this.filter = filter;
    this.warped = warped;
    this.results = results;
    this.keep = keep;
    this.notes = notes;
  }

  /** What went wrong, and how often; to be read when the run is over. */
  Map<String, Long> errors() {
    return errors;
  }

  @Override
  public void work(long sequence) throws InterruptedException {
    long centre = centre(sequence);
    if (!wanted(centre)) {
      return;
    }
    Slot slot = slot(centre);
    Picture result = results.take();
    long start = System.nanoTime();
    try {
      slot.score =
          alone(centre)
              ? filter.derainStill(slot.picture, result, state()::stopped)
              : filter.derain(slot.window, result);
      Keep.copy(keep, slot.picture, result);
      slot.derained = result;
    } catch (CancellationException e) {
      results.give(result);
    } catch (RuntimeException e) {
      results.give(result);
      note(String.valueOf(e.getMessage()));
    } finally {
      slot.stamps.derain += System.nanoTime() - start;
    }
  }

  /** Whether a frame is the only one, which nobody knows who does not look ahead. */
  private boolean alone(long centre) {
    return centre == 0 && future() && slot(1).end;
  }

  private void note(String error) {
    if (errors.merge(error, 1L, Long::sum) == 1) {
      notes.accept("a frame was passed on as it came: " + error);
    }
  }

  @Override
  public void release(long sequence) {
    long centre = centre(sequence);
    if (centre < 0) {
      return;
    }
    Windows.giveBack(slot(centre), warped);
  }
}
