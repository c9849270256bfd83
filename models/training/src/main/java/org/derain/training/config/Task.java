package org.derain.training.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.derain.frames.MediaException;
import org.derain.rain.RainParameters;
import org.derain.rain.RainType;

/**
 * One kind of rain among several that are learned one after another. It comes from one of three
 * places: a type that the renderer knows, saved parameters, or rainy clips with their clean twins.
 *
 * @param name in reports and in the memory; missing: the type's
 * @param type light, heavy, night, drops or looks; all: a mix of them by the run file's shares
 * @param parameters file that "derain rain" left beside a clip: rain of those parameters under ever
 *     new seeds
 * @param pairs folder of x.rainy.mp4 and x.clean.mp4 to learn from
 * @param footage rain-free clips for this task alone; missing: the run file's
 * @param minutes of training; missing: the run file's
 * @param steps of training; missing: the run file's
 */
public record Task(
    String name,
    String type,
    Path parameters,
    Path pairs,
    List<RunFile.Clip> footage,
    Double minutes,
    Long steps) {

  /** What windows without rain are called. */
  public static final String DRY = "dry";

  private static final String ALL = "all";

  /** A task of a type that the renderer knows, under a name of its own. */
  public static Task of(String name, RainType type, List<RunFile.Clip> footage) {
    return new Task(name, type.label(), null, null, footage, null, null);
  }

  /** Whether it is a mix of all types. */
  public boolean mixed() {
    return ALL.equals(type);
  }

  /** What it is judged by: itself, or each of its types. */
  public List<Task> judged(RunFile run) {
    return mixed()
        ? run.shares().keySet().stream()
            .map(each -> of(label() + "-" + each.label(), each, footage))
            .toList()
        : List.of(this);
  }

  /** How it is called. */
  public String label() {
    return name != null ? name : type;
  }

  /** How long it is learned, in minutes; with steps alone, as long as they take. */
  public double minutesIn(RunFile run) {
    return minutes != null ? minutes : steps != null ? Double.MAX_VALUE : run.minutes();
  }

  /** How long it is learned, in steps; 0: no limit. */
  public long stepsIn(RunFile run) {
    return steps != null ? steps : minutes != null ? 0 : run.steps();
  }

  /** What is wrong with some tasks, if anything is. */
  static Optional<String> wrong(List<Task> tasks) {
    if (tasks.isEmpty() || tasks.stream().map(Task::label).distinct().count() < tasks.size()) {
      return Optional.of("at least one, each with a name of its own");
    }
    return tasks.stream().flatMap(task -> task.wrong().stream()).findFirst();
  }

  private Optional<String> wrong() {
    int sources = (type == null ? 0 : 1) + (parameters == null ? 0 : 1) + (pairs == null ? 0 : 1);
    if (sources != 1) {
      return Optional.of("a task has one of type, parameters and pairs");
    }
    if (label() == null || !label().matches("[\\w-]+") || label().equals(DRY)) {
      return Optional.of("a task without type needs a name of letters and digits, not 'dry'");
    }
    if ((minutes != null && minutes <= 0) || (steps != null && steps < 1)) {
      return Optional.of("minutes and steps: above 0");
    }
    if (pairs != null && !Files.isDirectory(pairs)) {
      return Optional.of("no such folder: " + pairs);
    }
    try {
      if (type != null && !mixed()) {
        RainType.of(type);
      } else if (parameters != null) {
        rain();
      }
    } catch (IllegalArgumentException | MediaException e) {
      return Optional.of(e.getMessage());
    }
    return Optional.empty();
  }

  /** The saved parameters. */
  public RainParameters rain() {
    try {
      return RainParameters.parse(Files.readString(parameters));
    } catch (IOException e) {
      throw new MediaException(parameters + ": cannot be read", e);
    }
  }
}
