package org.derain.pipeline.glass;

import java.util.List;
import org.derain.frames.FrameFormat;
import org.derain.pipeline.GlassMask;
import org.derain.pipeline.Keep;
import org.derain.pipeline.ring.Repeat;
import org.derain.pipeline.ring.Ring;
import org.derain.pipeline.ring.RunState;
import org.derain.pipeline.ring.Slot;
import org.derain.pipeline.ring.Stage;
import org.derain.pipeline.scale.SameChange;
import org.derain.pipeline.window.SceneCut;

/** Fills what the glass hides, before anything else looks at a frame. */
public final class GlassStage extends Stage implements AutoCloseable {
  private final SceneMemory memory;
  private final SceneCut cuts = new SceneCut();
  private final List<Keep> keep;
  private final SameChange same;

  /**
   * The first stage.
   *
   * @param format of decoded frames
   * @param keep parts of them that stay as they are
   */
  public GlassStage(
      Ring ring, RunState state, FrameFormat format, GlassMask mask, List<Keep> keep) {
    super("glass", ring, state);
    this.memory = new SceneMemory(format, mask);
    this.keep = keep;
    this.same = new SameChange(format, keep);
  }

  @Override
  public void work(long sequence) {
    Slot slot = slot(sequence);
    if (slot.end) {
      return;
    }
    long start = System.nanoTime();
    if (cuts.next(memory.look(slot.full))) {
      memory.forget();
    }
    if (memory.carry(slot.full)) {
      slot.keepOriginal();
      memory.fill(slot.full);
      slot.cleared = true;
      Keep.copy(keep, slot.original(), slot.full);
      for (Repeat repeat : slot.repeats) {
        repeat.picture().copyFrom(same.of(slot.original(), slot.full, repeat.picture()));
      }
      slot.reduce();
    } else {
      memory.pass(slot.full);
    }
    slot.stamps.gate += System.nanoTime() - start;
  }

  @Override
  public void close() {
    memory.close();
    cuts.close();
    same.close();
  }
}
