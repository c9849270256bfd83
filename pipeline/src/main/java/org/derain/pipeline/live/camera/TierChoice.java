package org.derain.pipeline.live.camera;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.derain.zoo.ModelCard;
import org.derain.zoo.Zoo;

/** Which network a camera uses: the one that was asked for, or what the governor picks. */
final class TierChoice {
  private static final long RETRY = TimeUnit.SECONDS.toNanos(30);

  private final Tiers tiers;
  private final Governor governor;
  private final Consumer<String> notes;
  private volatile String fixed;
  private String complained;
  private long failedAt;

  /**
   * Begins to load the first network.
   *
   * @param fixed a model; null for the governor's choice
   */
  TierChoice(Tiers tiers, Governor governor, String fixed, Consumer<String> notes) {
    this.tiers = tiers;
    this.governor = governor;
    this.notes = notes;
    fix(fixed);
  }

  /** The models of the zoo that are worth their work, read once. */
  private static final class Shipped {
    static final List<Governor.Tier> TIERS = worthy();
  }

  /** From the smallest on, each that gains more than all before it, by the cards. */
  private static List<Governor.Tier> worthy() {
    List<Governor.Tier> tiers = new ArrayList<>();
    double best = Double.NEGATIVE_INFINITY;
    for (String name : Zoo.names()) {
      ModelCard card = Zoo.load(name).card().orElseThrow();
      if (card.quality().meanGainDb() > best) {
        best = card.quality().meanGainDb();
        tiers.add(new Governor.Tier(name, card.gmac720p()));
      }
    }
    return tiers;
  }

  /** A governor over the models of the zoo. */
  static Governor governor() {
    return new Governor(Shipped.TIERS);
  }

  /** Uses a model, or with null what the governor picks; any thread may ask. */
  void fix(String model) {
    fixed = model;
    if (model != null) {
      tiers.want(model);
    } else if (tiers.current() == null) {
      tiers.want(governor.first());
    }
  }

  /** The network in use. */
  Lease lease() {
    return tiers.current();
  }

  /** The network in use fails again and again: it is loaded anew. */
  void renew() {
    notes.accept("the network failed again and again: loading it anew");
    tiers.renew();
  }

  /** Whether no network could be loaded. */
  boolean failed() {
    return tiers.failure() != null;
  }

  /** Takes a network over that was loaded meanwhile; null when there is none at all. */
  Lease lease(long now, FrameTimings timings) {
    complain(now);
    Lease next = tiers.ready();
    Lease old = tiers.current();
    if (next == null) {
      return old;
    }
    governor.trial(next.model(), next.trial());
    boolean climb = fixed == null && old != null && next.trial() > old.trial();
    if (climb && !governor.fits(next.model(), now, sample(old, timings))) {
      governor.block(next.model(), now);
      tiers.refuse();
      return old;
    }
    tiers.take();
    timings.change(next.trial());
    if (old != null && !old.model().equals(next.model())) {
      notes.accept("model " + next.model() + " instead of " + old.model());
    }
    return next;
  }

  /** Says once why a network could not be loaded, and tries again later. */
  private void complain(long now) {
    String failure = tiers.failure();
    if (failure == null) {
      return;
    }
    String wanted = tiers.wanted();
    if (!failure.equals(complained)) {
      complained = failure;
      failedAt = now;
      notes.accept(failure);
      if (fixed == null && tiers.current() != null) {
        governor.block(wanted, now);
        tiers.refuse();
      }
    } else if (now - failedAt > RETRY) {
      failedAt = now;
      tiers.want(wanted);
    }
  }

  /** A frame was derained, or was too late for it: perhaps another network is better. */
  void judge(long now, boolean late, FrameTimings timings) {
    Lease lease = tiers.current();
    if (fixed != null || lease == null || !lease.model().equals(tiers.wanted())) {
      return;
    }
    String next = governor.frame(now, late, sample(lease, timings));
    if (next != null) {
      notes.accept(
          String.format(
              Locale.ROOT,
              "%s takes %.0f%% of the time between frames: loading %s",
              lease.model(),
              100 * timings.load(),
              next));
      tiers.want(next);
    }
  }

  private static Governor.LoadSample sample(Lease lease, FrameTimings timings) {
    return new Governor.LoadSample(
        lease.model(), timings.load(), timings.network().mean() / timings.interval(), lease.busy());
  }
}
