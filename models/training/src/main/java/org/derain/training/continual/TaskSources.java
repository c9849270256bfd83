package org.derain.training.continual;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.derain.frames.MediaException;
import org.derain.rain.RainParameters;
import org.derain.rain.RainType;
import org.derain.training.config.RunFile;
import org.derain.training.config.Task;
import org.derain.training.data.Footage;
import org.derain.training.data.RainMemory;
import org.derain.training.data.RainMix;
import org.derain.training.data.Sample;
import org.derain.training.data.SampleRenderer;
import org.derain.training.data.WindowSource;
import org.derain.training.learn.PairClips;

/** Where the windows of the tasks of a run come from; each clip is decoded once. */
final class TaskSources implements AutoCloseable {
  private static final long HELD_OUT = 4711;

  /** Draws of rain over all held-out clips at the least, and for each, and windows of each. */
  private static final int ALL_DRAWS = 24;

  private static final int DRAWS = 2;
  private static final int WINDOWS = 3;

  /** Frames of a pair that are learned from and judged by. */
  private static final int SHOTS = 40;

  private final RunFile run;
  private final Map<List<RunFile.Clip>, Footage> footage = new HashMap<>();
  private final Map<Path, PairClips> pairs = new HashMap<>();

  TaskSources(RunFile run) {
    this.run = run;
  }

  /** A source of a task's windows, some of them dry. */
  WindowSource source(Task task, long seed) {
    return task.pairs() != null
        ? new PairSource(pairs(task), run.patch(), seed)
        : renderer(task, run.dry(), run.single(), run.written(), seed);
  }

  private SampleRenderer renderer(
      Task task, double dry, double single, double overlays, long seed) {
    return new SampleRenderer(
        footage(task), run.patch(), rain(run, task, dry, seed + 1), single, 0, overlays, seed);
  }

  private Footage footage(Task task) {
    List<RunFile.Clip> clips = task.footage() == null ? run.footage() : task.footage();
    return footage.computeIfAbsent(clips, run::decoded);
  }

  private PairClips pairs(Task task) {
    PairClips clips = pairs.computeIfAbsent(task.pairs(), folder -> new PairClips(folder, SHOTS));
    if (clips.clips().isEmpty()) {
      throw new MediaException(task.pairs() + ": no x.rainy.mp4 with its x.clean.mp4");
    }
    return clips;
  }

  private static Supplier<RainParameters> rain(RunFile run, Task task, double dry, long seed) {
    if (task.mixed()) {
      return new RainMix(run.shares(), dry, seed);
    }
    if (task.parameters() == null) {
      return RainMix.of(RainType.of(task.type()), dry, seed);
    }
    RainParameters saved = task.rain();
    Random random = new Random(seed);
    return () -> {
      long next = random.nextLong();
      return random.nextDouble() < dry ? RainParameters.dry(next) : saved.withSeed(next);
    };
  }

  /** The windows of what is remembered, bit for bit as they were seen. */
  List<Sample> replay(RainMemory memory, List<Task> tasks) {
    Map<String, WindowSource> sources = new HashMap<>();
    try {
      List<Sample> windows = new ArrayList<>();
      for (RainMemory.Entry entry : memory.entries()) {
        WindowSource source =
            sources.computeIfAbsent(entry.task(), name -> source(named(name, tasks), 0));
        windows.addAll(source.render(entry.recipe()));
      }
      return windows;
    } finally {
      sources.values().forEach(WindowSource::close);
    }
  }

  /** Rain of tasks that are none of this run's falls on the run's own footage. */
  private static Task named(String name, List<Task> tasks) {
    return tasks.stream()
        .filter(task -> task.label().equals(name))
        .findFirst()
        .orElse(Task.of(name, RainType.LOOKS, null));
  }

  /**
   * What judges all tasks, windows without rain, and, when the run starts from a model, what that
   * may forget: all types on the run's footage, where no task has that already.
   */
  TypeLooks looks(List<Task> tasks) {
    Map<String, List<Sample>> windows = new LinkedHashMap<>();
    for (Task task : tasks) {
      task.judged(run).forEach(part -> windows.put(part.label(), heldOut(part, 0)));
    }
    tasks.stream()
        .filter(task -> task.pairs() == null)
        .findFirst()
        .ifPresent(task -> windows.put(Task.DRY, heldOut(task.judged(run).get(0), 1)));
    if (run.start() != null && tasks.stream().allMatch(TaskSources::own)) {
      for (RainType type : run.shares().keySet()) {
        windows.putIfAbsent(type.label(), heldOut(Task.of(type.label(), type, null), 0));
      }
    }
    windows.forEach(
        (name, some) -> {
          if (some.isEmpty()) {
            throw new MediaException(
                name
                    + ": nothing to judge by: its rain is not to be seen on the last tenth of any"
                    + " clip of 10 frames or more");
          }
        });
    return new TypeLooks(windows);
  }

  private static boolean own(Task task) {
    return task.footage() != null || task.pairs() != null;
  }

  private List<Sample> heldOut(Task task, double dry) {
    if (task.pairs() != null) {
      try (PairSource source = new PairSource(pairs(task), run.patch(), 0)) {
        return source.heldOut();
      }
    }
    List<Sample> windows = new ArrayList<>();
    try (SampleRenderer renderer = renderer(task, dry, 0, 0, HELD_OUT)) {
      List<Footage.Run> clips = footage(task).heldOut();
      int draws = Math.max(DRAWS, ALL_DRAWS / Math.max(1, clips.size()));
      for (Footage.Run clip : clips) {
        for (int i = 0; i < draws; i++) {
          // Where rain is not to be seen, there is nothing to tell.
          renderer.of(clip.pictures(), WINDOWS).stream()
              .filter(sample -> dry == 1 || sample.rain() > 0.5)
              .forEach(windows::add);
        }
      }
    }
    return windows;
  }

  @Override
  public void close() {
    footage.values().forEach(Footage::close);
    pairs.values().forEach(PairClips::close);
  }
}
