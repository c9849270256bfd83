package org.derain.pipeline.ring;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.derain.frames.FrameFormat;
import org.derain.pipeline.Threads;

/**
 * The ring of slots and the stages around it, each on a thread of its own.
 *
 * <p>A stage that takes over place n works on the frame {@link Reach#lag} places before, whose
 * window is then complete. A place may be filled anew only when no window needs it any more: the
 * gating sequence trails the last stage by all that {@link Reach} says. A semaphore holds the
 * producer back until then, so that it sleeps instead of polling the gating sequence.
 */
public final class Ring implements AutoCloseable {
  private final List<Slot> slots = new ArrayList<>();
  private final ParkingWaitStrategy handOver = new ParkingWaitStrategy();
  private final RingBuffer<Slot> buffer;
  private final Sequence released = new Sequence();
  private final Semaphore free;
  private final Reach reach;
  private final List<BatchEventProcessor<Slot>> processors = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * A ring of empty slots.
   *
   * @param full the layout of decoded frames
   * @param analysed what stages see: the same, or a smaller one
   * @param count of slots, a power of two
   */
  public Ring(FrameFormat full, FrameFormat analysed, Reach reach, int count) {
    this.reach = reach;
    this.free = new Semaphore(count);
    this.buffer =
        RingBuffer.createSingleProducer(
            () -> {
              Slot slot = new Slot(full, analysed);
              slots.add(slot);
              return slot;
            },
            count,
            handOver);
    buffer.addGatingSequences(released);
  }

  /** How far its stages look. */
  public Reach reach() {
    return reach;
  }

  public Slot get(long sequence) {
    return buffer.get(sequence);
  }

  /** Waits until a place may be filled anew, and clears it. */
  public long claim() throws InterruptedException {
    free.acquire();
    long sequence = buffer.next();
    buffer.get(sequence).clear();
    return sequence;
  }

  public void publish(long sequence) {
    buffer.publish(sequence);
  }

  /** The newest place that the producer filled; -1 for none. */
  public long published() {
    return buffer.getCursor();
  }

  /**
   * Waits until a place is filled.
   *
   * @param deadline by {@link System#nanoTime}
   * @return false when it is not filled by then
   */
  public boolean await(long sequence, long deadline) throws InterruptedException {
    return handOver.await(() -> buffer.getCursor() >= sequence, deadline);
  }

  /** Adds the next stage behind those that are there. */
  public void add(Stage stage) {
    SequenceBarrier before =
        processors.isEmpty()
            ? buffer.newBarrier()
            : buffer.newBarrier(processors.get(processors.size() - 1).getSequence());
    BatchEventProcessor<Slot> processor =
        new BatchEventProcessorBuilder().build(buffer, before, stage);
    processors.add(processor);
    threads.add(new Thread(processor, "derain-" + stage.name()));
  }

  /** Tells the next stage that this one moved on. */
  void signal() {
    handOver.signalAllWhenBlocking();
  }

  /** Called by the last stage when it is done with a place. */
  public void release(long sequence) {
    long unneeded = sequence - reach.lag() - reach.delay() - reach.behind();
    if (unneeded >= 0) {
      released.set(unneeded);
      free.release();
    }
  }

  /** Runs all stages until the last frame has left; their threads have ended then. */
  public void run(Decoding decoding, RunState state) {
    Thread decoder = new Thread(decoding, "derain-decode");
    threads.forEach(Thread::start);
    decoder.start();
    state.await();
    Threads.join(decoder);
    processors.forEach(BatchEventProcessor::halt);
    threads.forEach(Threads::join);
  }

  /** Frees the slots. */
  @Override
  public void close() {
    slots.forEach(Slot::close);
  }
}
