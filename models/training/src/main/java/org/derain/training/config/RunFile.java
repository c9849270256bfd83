package org.derain.training.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.derain.frames.MediaException;
import org.derain.network.Device;
import org.derain.network.Tier;
import org.derain.rain.RainType;
import org.derain.training.data.Footage;
import org.derain.training.data.Photographs;
import org.derain.training.data.PseudoTruth;
import org.derain.training.data.RainMemory;
import org.derain.training.data.RainMix;
import org.derain.training.data.RealClips;
import org.derain.training.data.RealRain;
import org.derain.training.data.RememberedWindows;
import org.derain.training.data.Sample;
import org.derain.training.data.SampleRenderer;
import org.derain.training.data.WindowSource;

/**
 * One training run, as its YAML file says it. Paths are relative to the working directory.
 *
 * @param name of the model
 * @param description one sentence for the model card
 * @param tier size of the network: nano, live, base or large; missing: that of the start
 * @param start model to start from, of this tier or a smaller one, which then grows: a file that
 *     "derain train" made, or the name of a shipped model; missing: random weights
 * @param teacher model to learn from beside the truth, of any tier: a file that "derain train" made
 *     or the name of a shipped model; missing: none
 * @param distillation how much the teacher's word counts
 * @param seed of weights, rain and order
 * @param minutes of training; the learning rate follows a cosine over them
 * @param steps ends the run earlier; 0: no limit
 * @param batch windows per step
 * @param patch side of a window in pixels, a multiple of 16
 * @param learningRate at the start, of AdamW
 * @param weightDecay of AdamW
 * @param averaging share of the running average of the weights that is kept at each step
 * @param finalRate share of the learning rate that is left in the end; missing: 0.01
 * @param threads of libtorch
 * @param renderers threads that render rain; missing: 1
 * @param device cpu or cuda; missing: cuda where there is one
 * @param dry share of windows without rain
 * @param types share of each type of rain: light, heavy, night, drops, looks; missing: equal shares
 * @param single share of windows of one picture, repeated: stills, and videos right after a cut
 * @param screened share of those whose rain is that of the field's training stills: drawn streak by
 *     streak, or noise screened over the picture with its light; missing: 0
 * @param overlays share of windows, of rendered rain, over which a clock, a logo or a caption is
 *     written; missing: 0
 * @param real pictures of real rain, which teach to tell rainy from dry; may be missing
 * @param photographs rain-free pictures beside the footage; may be missing
 * @param learns what is learned: all, the rain score, or removal; missing: all
 * @param tasks types of rain to be learned one after another instead of all at once; missing: all
 *     at once. The model before a task then is its teacher
 * @param review replay of old rain; missing: none
 * @param arms ways of learning the tasks that are compared under the same budget; missing: the one
 *     that distillation and review describe
 * @param reuse how often a rendered window is used before a new one takes its place
 * @param pool windows kept rendered ahead
 * @param out folder of checkpoints, log, report and model
 * @param footage rain-free clips to learn from
 * @param limits known weaknesses, for the model card
 * @param pairs folder of x.rainy.mp4 and x.clean.mp4, only looked at; may be missing
 * @param weighting how the types of rain count against one another; missing: by how little the rain
 *     changed each window
 * @param trial arms of this run that are compared instead of one that is carried out; missing: none
 * @param transfer what is learned from real footage before the start; missing: nothing
 * @param few share of the pool that an arm of a trial learns from; missing: all
 * @param prune how the model that it starts from becomes smaller; it is the teacher where none is
 *     named; missing: it stays as it is
 * @param search what "derain search" looks for; "derain train" does not read it; may be missing
 * @param memory recipes of rain that windows are made of; missing: the renderer's own draws
 * @param select what "derain select" does; "derain train" leaves it alone
 * @param pseudo real rain with a pseudo truth, which teaches to take rain off; missing: none
 */
public record RunFile(
    String name,
    String description,
    String tier,
    String start,
    String teacher,
    Teaching distillation,
    long seed,
    double minutes,
    long steps,
    int batch,
    int patch,
    double learningRate,
    double weightDecay,
    double averaging,
    Double finalRate,
    int threads,
    Integer renderers,
    String device,
    double dry,
    Map<String, Double> types,
    double single,
    Double screened,
    Double overlays,
    Real real,
    Photographs photographs,
    Learns learns,
    List<Task> tasks,
    Review review,
    List<Arm> arms,
    double reuse,
    int pool,
    Path out,
    List<Clip> footage,
    List<String> limits,
    Path pairs,
    Weighting weighting,
    Trial trial,
    Transfer transfer,
    Double few,
    Prune prune,
    Search search,
    Remembered memory,
    Selection select,
    Pseudo pseudo) {
  /**
   * What a pruned network learns from, if nothing is said: the one it was, derained frames alone.
   */
  private static final Teaching BY_ITSELF = new Teaching(0.5, 0, null, null);

  /** A run; one that prunes is taught by what it starts from, unless it says something else. */
  public RunFile {
    if (prune != null && teacher == null && distillation == null) {
      teacher = start;
      distillation = BY_ITSELF;
    }
  }

  /** What a run learns; the rest of the network stays as it starts. */
  public enum Learns {
    /** To take rain off, and the rain score. */
    @JsonProperty("all")
    ALL,
    /** The rain score alone, several times faster than all. */
    @JsonProperty("score")
    SCORE,
    /**
     * How the rain score is read from what the network sees, and nothing of what it sees: what is
     * taken off stays the same, but for the gate.
     */
    @JsonProperty("reading")
    READING,
    /** To take rain off. */
    @JsonProperty("removal")
    REMOVAL
  }

  /**
   * A clip to learn from.
   *
   * @param file any video that FFmpeg reads
   * @param licence goes into the model card
   * @param times how often it is drawn where others are drawn once; missing: once
   */
  public record Clip(Path file, String licence, Integer times) {
    private Stream<Path> drawn() {
      return Collections.nCopies(times == null ? 1 : times, file).stream();
    }
  }

  /**
   * Real rain, without truth, and real footage without rain, which teach the rain score.
   *
   * @param folder of pictures of rain with nothing else in it; every second one is held out; may be
   *     missing when there are clips
   * @param share of real pictures and clips among the windows, 0 to 1
   * @param clips of which is known whether it rains; missing: none
   */
  public record Real(Path folder, double share, List<RealClips.Clip> clips) {
    /** The clips. */
    public List<RealClips.Clip> known() {
      return clips == null ? List.of() : clips;
    }
  }

  /** The run's rain-free clips and photographs, decoded. */
  public Footage decoded(List<Clip> clips) {
    return new Footage(
        clips.stream().flatMap(Clip::drawn).toList(),
        photographs == null ? List.of() : photographs.files(),
        photographs == null ? 0 : photographs.share());
  }

  /** Whether nothing but the rain score is learned. */
  public boolean ofScoreAlone() {
    return learns == Learns.SCORE || learns == Learns.READING;
  }

  /** The run's pictures of real rain, decoded; none without a folder. */
  public RealRain realPictures() {
    return new RealRain(real == null ? null : real.folder());
  }

  /** The run's real clips, decoded. */
  public RealClips realClips() {
    return new RealClips(real == null ? List.of() : real.known());
  }

  /** The run's real rain with a pseudo truth; nothing without any. */
  public PseudoTruth pseudoTruth() {
    return new PseudoTruth(pseudo == null ? List.of() : pseudo.clips());
  }

  /** The real clips that nothing is learned from. */
  private List<Path> judged() {
    return real == null
        ? List.of()
        : real.known().stream().filter(RealClips.Clip::heldOut).map(RealClips.Clip::file).toList();
  }

  /** What is left of the learning rate in the end. */
  public double rateLeft() {
    return finalRate == null ? 0.01 : finalRate;
  }

  /** How many threads render rain. */
  public int rainThreads() {
    return renderers == null ? 1 : renderers;
  }

  /** Where to train. */
  public Device on() {
    return device == null ? Device.fastest() : Device.valueOf(device.toUpperCase(Locale.ROOT));
  }

  /** The share of stills with screened rain. */
  public double screening() {
    return screened == null ? 0 : screened;
  }

  /** The share of windows with something written over them. */
  public double written() {
    return overlays == null ? 0 : overlays;
  }

  /** The shares of the types of rain. */
  public Map<RainType, Double> shares() {
    Map<RainType, Double> shares = new EnumMap<>(RainType.class);
    if (types == null) {
      List.of(RainType.values()).forEach(type -> shares.put(type, 1.0));
    } else {
      types.forEach((label, share) -> shares.put(RainType.of(label), share));
    }
    return shares;
  }

  /** The footage of the run and of its tasks. */
  public List<Clip> allFootage() {
    Stream<Clip> own =
        Stream.ofNullable(tasks)
            .flatMap(List::stream)
            .flatMap(task -> Stream.ofNullable(task.footage()))
            .flatMap(List::stream);
    return Stream.concat(footage.stream(), own).distinct().toList();
  }

  /** The mix of rain, drawn from a seed. */
  public RainMix mix(long from) {
    return new RainMix(shares(), dry, from);
  }

  /** A renderer of the run's rain on its footage; what it draws comes from a seed. */
  public SampleRenderer renderer(Footage footage, long from) {
    return new SampleRenderer(footage, patch, mix(from), single, screening(), written(), from);
  }

  /**
   * The windows of a renderer, or those of the recipes that the run draws from instead.
   *
   * @param renderer is closed with what comes back
   * @param seed of the draws
   */
  public WindowSource remembered(WindowSource renderer, long seed) {
    return memory == null
        ? renderer
        : new RememberedWindows(
            renderer, RainMemory.read(memory.file()), memory.part(), shares(), dry, seed);
  }

  /**
   * How much a teacher's word counts beside the truth.
   *
   * @param output weight of the mean distance of the derained frames, samples 0 to 1
   * @param features weight of the squared distance of features, relative to the teacher's: 1 is as
   *     far from the teacher as silence is
   * @param fresh share of its word that counts on windows that are not replayed; missing: 1
   * @param video whether it is asked about windows of video without drops on the glass alone, since
   *     it knows less of the others than its student is to learn; missing: of all
   */
  public record Teaching(double output, double features, Double fresh, Boolean video) {
    public double onFresh() {
      return fresh == null ? 1 : fresh;
    }

    /** Whether the teacher is asked about a window. */
    public boolean covers(Sample sample) {
      return video == null || !video || sample.moving() && !sample.glass();
    }

    private boolean odd() {
      return !(output >= 0 && features >= 0 && output + features > 0)
          || !(onFresh() >= 0 && onFresh() <= 1);
    }
  }

  /** Reads and checks a run file; each mistake is one clear line. */
  public static RunFile read(Path file) {
    RunFile run = RunFileReader.parse(file);
    run.check(file);
    return run;
  }

  /** A run of this file with other values for some keys, checked; null takes a key away. */
  public static RunFile changed(Path file, Map<String, Object> keys) {
    return RunFileReader.changed(file, keys, file.toString());
  }

  /** The run of an arm of this file's trial, in a folder of its own. */
  public RunFile arm(Path file, String arm, long with) {
    return RunFileReader.arm(file, this, arm, with);
  }

  void check(Path file) {
    if (Stream.of(name, description, out, footage, limits).anyMatch(Objects::isNull)) {
      throw new MediaException(file + ": needs name, description, out, footage and limits");
    }
    if (tier == null && start == null) {
      throw new MediaException(file + ": needs a tier, or a start that has one");
    }
    String wrong = null;
    try {
      if (tier != null) {
        Tier.of(tier);
      }
      if (shares().values().stream().anyMatch(s -> s == null || s < 0)
          || shares().values().stream().mapToDouble(s -> s).sum() <= 0) {
        wrong = "types: shares of 0 or more, not all 0";
      }
    } catch (IllegalArgumentException e) {
      wrong = e.getMessage();
    }
    if (real != null && (real.share() < 0 || real.share() >= 1)) {
      wrong = "real: a share from 0 to below 1";
    } else if (real != null
        && !(real.folder() == null ? !real.known().isEmpty() : Files.isDirectory(real.folder()))) {
      wrong = "real: no such folder: " + real.folder();
    } else if (photographs != null && photographs.wrong() != null) {
      wrong = "photographs: " + photographs.wrong();
    } else if (patch < 32 || patch % 16 != 0) {
      wrong = "patch: a multiple of 16, at least 32";
    } else if (batch < 1 || pool < batch) {
      wrong = "batch: at least 1, and not more than pool";
    } else if (minutes <= 0 || learningRate <= 0 || reuse < 1) {
      wrong = "minutes and learningRate: above 0; reuse: at least 1";
    } else if (dry < 0 || dry > 1 || single < 0 || single > 1 || averaging < 0 || averaging >= 1) {
      wrong = "dry and single: 0 to 1; averaging: 0 to below 1";
    } else if (!(rateLeft() > 0 && rateLeft() <= 1) || rainThreads() < 1) {
      wrong = "finalRate: above 0, at most 1; renderers: at least 1";
    } else if (device != null && !List.of("cpu", "cuda").contains(device)) {
      wrong = "device: cpu or cuda";
    } else if (device != null && !on().present()) {
      wrong = "device: no GPU for libtorch here; see docs/TRAINING.md, or leave device out";
    } else if (!(screening() >= 0 && screening() <= 1 && written() >= 0 && written() <= 1)) {
      wrong = "screened and overlays: 0 to 1";
    } else if (ofScoreAlone() && (teacher != null || start == null)) {
      wrong = "learns: the score needs a start and no teacher";
    } else if (tasks == null && (teacher == null) != (distillation == null)) {
      wrong = "teacher and distillation: both or neither";
    } else if (distillation != null && distillation.odd()) {
      wrong = "distillation: output and features: 0 or more, not both 0; fresh: 0 to 1";
    } else if (review != null && review.odd()) {
      wrong = "review: share from 0 to below 1, perType at least 1, selection";
    } else if (review != null && tasks == null) {
      wrong = "review: needs tasks";
    } else if (arms != null && (tasks == null || distillation == null || review == null)) {
      wrong = "arms: need tasks, distillation and review";
    } else if (prune != null && prune.wrong() != null) {
      wrong = prune.wrong();
    } else if (prune != null && (start == null || tasks != null || trial != null)) {
      wrong = "prune: needs a start, and neither tasks nor a trial";
    } else if (search != null && search.wrong() != null) {
      wrong = search.wrong();
    } else if (weighting != null && weighting.odd()) {
      wrong =
          "weighting: kind: equal, tbs, tss or mixture; every and windows at least 1, looks at"
              + " least 2";
    } else if (weighting != null && tasks != null) {
      wrong = "weighting: not with tasks, which are learned one after another";
    } else if (transfer != null && (tasks != null || start != null)) {
      wrong = "transfer: not with tasks or a start: it is what the run starts from";
    } else if (transfer != null && transfer.wrong(judged()) != null) {
      wrong = transfer.wrong(judged());
    } else if (pseudo != null && tasks != null) {
      wrong = "pseudo: not with tasks, which are learned one after another";
    } else if (pseudo != null && pseudo.wrong() != null) {
      wrong = pseudo.wrong();
    } else if (few != null && !(few > 0 && few <= 1)) {
      wrong = "few: above 0, at most 1";
    } else if (trial != null && tasks != null) {
      wrong = "trial: not with tasks, which have arms";
    } else if (trial != null && trial.wrong() != null) {
      wrong = trial.wrong();
    } else if (footage.isEmpty()) {
      wrong = "footage: at least one clip";
    } else if (allFootage().stream().anyMatch(c -> c.times() != null && c.times() < 1)) {
      wrong = "footage: times: at least 1";
    }
    if (wrong != null) {
      refuse(file, wrong);
    }
    if (real != null) {
      real.known().stream()
          .map(RealClips.Clip::file)
          .filter(clip -> clip == null || !Files.isRegularFile(clip))
          .findFirst()
          .ifPresent(clip -> refuse(file, "real: clips: no such file: " + clip));
      real.known().stream()
          .filter(clip -> !clip.heldOut() && clip.licence() == null)
          .findFirst()
          .ifPresent(
              clip ->
                  refuse(file, "real: clips: no licence, which the card names: " + clip.file()));
      real.known().stream()
          .filter(clip -> !clip.heldOut())
          .map(RealClips.Clip::file)
          .filter(judged()::contains)
          .findFirst()
          .ifPresent(clip -> refuse(file, "real: clips: learned from and judged by: " + clip));
    }
    if (memory != null && tasks != null) {
      refuse(file, "memory: not with tasks, whose old rain is under review");
    }
    if (memory != null && memory.wrong(select == null) != null) {
      refuse(file, "memory: " + memory.wrong(select == null));
    }
    if (select != null) {
      select.wrong().ifPresent(mistake -> refuse(file, "select: " + mistake));
    }
    if (tasks != null) {
      Task.wrong(tasks).ifPresent(mistake -> refuse(file, "tasks: " + mistake));
      tasks.stream().filter(task -> task.footage() != null).forEach(t -> exist(file, t.footage()));
    }
    if (review != null && review.memory() != null && !Files.isRegularFile(review.memory())) {
      refuse(file, "review: no such memory: " + review.memory());
    }
    exist(file, footage);
    if (trial != null) {
      for (String name : trial.arms().keySet()) {
        Pseudo other = arm(file, name, seed).pseudo();
        if (other != null && (pseudo == null || !other.clips().equals(pseudo.clips()))) {
          refuse(file, "trial: arms: " + name + ": pseudo: the clips are the same for all");
        }
      }
    }
  }

  private static void exist(Path file, List<Clip> clips) {
    for (Clip clip : clips) {
      if (clip.file() == null || !Files.isRegularFile(clip.file())) {
        refuse(file, "footage: no such file: " + clip.file());
      }
      if (clip.licence() == null) {
        refuse(file, "footage: no licence, which the card names: " + clip.file());
      }
    }
  }

  private static void refuse(Path file, String mistake) {
    throw new MediaException(file + ": " + mistake);
  }

  /**
   * A run of its own within this one.
   *
   * @param into its folder
   * @param from what it starts from
   * @param by what teaches it; null: nothing
   */
  public RunFile part(Path into, String from, String by, double forMinutes, long forSteps) {
    return new RunFile(
        name,
        description,
        tier,
        from,
        by,
        by == null ? null : distillation,
        seed,
        forMinutes,
        forSteps,
        batch,
        patch,
        learningRate,
        weightDecay,
        averaging,
        finalRate,
        threads,
        renderers,
        device,
        dry,
        types,
        single,
        screened,
        overlays,
        real,
        photographs,
        learns,
        null,
        null,
        null,
        reuse,
        pool,
        into,
        footage,
        limits,
        pairs,
        weighting,
        null,
        transfer,
        few,
        prune,
        null,
        memory,
        null,
        pseudo);
  }
}
