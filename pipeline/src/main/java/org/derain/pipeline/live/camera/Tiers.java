package org.derain.pipeline.live.camera;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.derain.frames.FrameFormat;
import org.derain.pipeline.inference.Device;
import org.derain.pipeline.live.Redacted;

/**
 * The network that a camera uses, and the one that it will use next: that is loaded in the
 * background, and taken over between two frames.
 */
final class Tiers implements AutoCloseable {
  private final Engines engines;
  private final FrameFormat format;
  private final Device device;
  private final int threads;
  private final Consumer<String> notes;
  private CompletableFuture<Lease> loading;
  private String wanted;
  private Lease current;
  private Lease ready;
  private String failure;
  private boolean closed;

  /** For pictures of one format. */
  Tiers(Engines engines, FrameFormat format, Device device, int threads, Consumer<String> notes) {
    this.engines = engines;
    this.format = format;
    this.device = device;
    this.threads = threads;
    this.notes = notes;
  }

  /** Of the pictures. */
  FrameFormat format() {
    return format;
  }

  /** Loads a network, unless it is in use or being loaded; any thread may ask. */
  synchronized void want(String model) {
    if (closed || model.equals(wanted) && failure == null) {
      return;
    }
    drop();
    wanted = model;
    failure = null;
    if (current != null && current.model().equals(model)) {
      return;
    }
    load();
  }

  /** Loads the network in use once more: it is broken. */
  synchronized void renew() {
    if (current != null && loading == null && ready == null) {
      current.discard();
      wanted = current.model();
      load();
    }
  }

  private void load() {
    CompletableFuture<Lease> next =
        engines.lease(new Engines.Key(wanted, format, device, threads), notes);
    loading = next;
    next.whenComplete((lease, error) -> loaded(next, lease, error));
  }

  private synchronized void loaded(CompletableFuture<Lease> which, Lease lease, Throwable error) {
    if (which != loading) {
      if (lease != null) {
        lease.close();
      }
      return;
    }
    loading = null;
    ready = lease;
    if (error != null) {
      Throwable cause = error.getCause() == null ? error : error.getCause();
      failure = Redacted.text(String.valueOf(cause.getMessage()));
    }
  }

  /** The network that was loaded and waits to be taken over; null for none. */
  synchronized Lease ready() {
    return ready;
  }

  /** Uses the network that waits from now on; on the thread that submits frames, with none out. */
  synchronized void take() {
    if (current != null) {
      current.close();
    }
    current = ready;
    ready = null;
  }

  /** Stays with the network in use. */
  synchronized void refuse() {
    drop();
    wanted = current == null ? null : current.model();
    failure = null;
  }

  private void drop() {
    loading = null;
    if (ready != null) {
      ready.close();
      ready = null;
    }
  }

  /** The network in use; null before the first is there. */
  synchronized Lease current() {
    return current;
  }

  /** The network that was asked for last; null for none. */
  synchronized String wanted() {
    return wanted;
  }

  /** Why it could not be loaded; null when it could, or nobody knows yet. */
  synchronized String failure() {
    return failure;
  }

  /** Gives everything back; no frame is out. */
  @Override
  public synchronized void close() {
    closed = true;
    drop();
    if (current != null) {
      current.close();
      current = null;
    }
  }
}
