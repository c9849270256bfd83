package org.derain.training.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;

/**
 * Windows rendered ahead by threads of low priority, one for each source. Each is used about {@code
 * reuse} times, then a new one takes its place. A trainer that is faster than that waits: windows
 * that are used more often are learned by heart.
 */
public final class SamplePool implements Windows {
  private static final int FIRST = 256;

  private final List<Sample> samples = new ArrayList<>();
  private final int size;
  private final double reuse;
  private final Random random;
  private final Semaphore wanted = new Semaphore(0);
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean open = true;
  private volatile RuntimeException failure;
  private double owed;
  private long rendered;
  private long drawn;

  public SamplePool(List<WindowSource> sources, int size, double reuse, long seed) {
    this.size = size;
    this.reuse = reuse;
    this.random = new Random(seed);
    for (WindowSource source : sources) {
      Random place = new Random(seed + 1 + threads.size());
      Thread thread = new Thread(() -> render(source, place), "rain");
      threads.add(thread);
      thread.setDaemon(true);
      thread.setPriority(Thread.MIN_PRIORITY);
      thread.start();
    }
  }

  private void render(WindowSource renderer, Random place) {
    try (renderer) {
      while (open) {
        List<Sample> next = renderer.next();
        boolean full;
        synchronized (samples) {
          for (Sample sample : next) {
            if (samples.size() < size) {
              samples.add(sample);
            } else {
              samples.set(place.nextInt(size), sample);
            }
          }
          rendered += next.size();
          full = samples.size() >= size;
          samples.notifyAll();
        }
        if (full) {
          wanted.acquire(next.size());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      synchronized (samples) {
        samples.notifyAll();
      }
    }
  }

  /** Draws windows at random, once enough are rendered. */
  @Override
  public List<Sample> draw(int count) {
    List<Sample> some = new ArrayList<>();
    synchronized (samples) {
      while (lacking(count) && failure == null) {
        await();
      }
      if (failure != null) {
        throw failure;
      }
      for (int i = 0; i < count; i++) {
        some.add(samples.get(random.nextInt(samples.size())));
      }
      drawn += count;
    }
    owed += count / reuse;
    wanted.release((int) owed);
    owed -= (int) owed;
    return some;
  }

  private boolean lacking(int count) {
    return samples.size() < Math.min(size, FIRST) || drawn + count > reuse * rendered;
  }

  private void await() {
    try {
      samples.wait(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while rain was rendered");
    }
  }

  @Override
  public void close() {
    open = false;
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(10_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
