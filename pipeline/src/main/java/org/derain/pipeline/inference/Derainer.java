package org.derain.pipeline.inference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.Verdict;
import org.derain.zoo.Gate;
import org.derain.zoo.Model;
import org.derain.zoo.RainScore;

/**
 * The network, run by ONNX Runtime for pictures of one format. It reads and writes the pictures'
 * own memory: tensors are made once per picture and kept. One thread uses it at a time.
 */
public final class Derainer implements RainFilter, AutoCloseable {
  /** Beyond this many windows at once, a GPU gains no more and memory grows. */
  private static final int MOST = 8;

  private final Model model;
  private final FrameFormat format;
  private final DerainerOptions options;
  private final SessionFactory sessions;
  private final Device device;
  private final PictureTensors pictures;
  private final Consumer<String> notes;
  private boolean objected;

  /** Made by the first look. */
  private Scorer scorer;

  /** By the number of windows that they take at once: 1, and powers of two. */
  private final ConcurrentSkipListMap<Integer, BatchSession> networks =
      new ConcurrentSkipListMap<>();

  /**
   * Loads a model.
   *
   * @param format of all pictures
   * @param notes told what the user should know, for instance that there is no GPU
   * @throws MediaException when the model does not load or cannot be overruled, or the device is
   *     not there
   */
  public Derainer(
      Model model, FrameFormat format, DerainerOptions options, Consumer<String> notes) {
    model
        .objectionTo(options.gate())
        .ifPresent(
            objection -> {
              throw new MediaException(objection);
            });
    this.model = model;
    this.notes = notes;
    this.format = format;
    SessionFactory asked = new SessionFactory(options, notes);
    SessionFactory.Opened opened = asked.open(model.name(), model.onnx(format.bitDepth()), format);
    device = opened.device();
    this.options = options.withDevice(device);
    sessions = new SessionFactory(this.options, notes);
    pictures = new PictureTensors(sessions.environment(), format, model.window());
    networks.put(1, network(opened, 1));
  }

  /**
   * A still: rain is looked for in the whole picture, and where there is some, taken off
   * {@linkplain TiledSelfEnsemble piece by piece}. A dry still comes out bit for bit.
   */
  @Override
  public RainScore derainStill(Picture still, Picture into, BooleanSupplier stopped) {
    RainScore score = RainFilter.super.derainStill(still, into, stopped);
    if (still.buffer().equals(into.buffer())) {
      return score;
    }
    FrameFormat piece = TiledSelfEnsemble.format(format);
    try (Derainer small = new Derainer(model, piece, options, note -> {});
        TiledSelfEnsemble pieces = new TiledSelfEnsemble(small, format)) {
      pieces.derain(still, into, stopped);
    }
    return score;
  }

  private BatchSession network(SessionFactory.Opened opened, int windows) {
    return new BatchSession(opened, sessions.environment(), model, windows);
  }

  /** Where it runs; never {@link Device#AUTO}. */
  public Device device() {
    return device;
  }

  /** The layout of the pictures that it takes and gives. */
  public FrameFormat format() {
    return format;
  }

  /**
   * Gets ready to derain several frames at once, which is quicker on a GPU and not on a CPU. It may
   * be in use on another thread meanwhile. Models that can only take one at a time stay as they
   * are.
   *
   * @param most frames that may come together
   * @throws MediaException when that cannot be loaded; it works on as before
   */
  public void batch(int most) {
    for (int windows = 2; windows <= Math.min(most, MOST); windows *= 2) {
      Optional<byte[]> onnx = model.batch(format.bitDepth(), windows);
      if (onnx.isEmpty()) {
        return;
      }
      if (!networks.containsKey(windows)) {
        BatchSession network = network(sessions.open(model.name(), onnx.get(), format), windows);
        warmUp(network, windows);
        networks.put(windows, network);
      }
    }
  }

  /** The first run of a session is slow. */
  private void warmUp(BatchSession network, int windows) {
    List<Picture> into = new ArrayList<>();
    try (Picture frame = new Picture(format);
        PictureTensors own = new PictureTensors(sessions.environment(), format, model.window())) {
      for (int i = 0; i < windows; i++) {
        into.add(new Picture(format));
      }
      network.run(
          Collections.nCopies(windows, RainFilter.repeated(frame, model.window())),
          into,
          Collections.nCopies(windows, Gate.NETWORK),
          own);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    } finally {
      into.forEach(Picture::close);
    }
  }

  @Override
  public int window() {
    return model.window();
  }

  @Override
  public Optional<Function<Picture[], Verdict>> watch() {
    boolean closes = model.gated() && !options.gate().equals(Gate.OPEN);
    return closes ? Optional.of(this::look) : Optional.empty();
  }

  private Verdict look(Picture[] window) {
    if (scorer == null) {
      scorer = new Scorer(model, format, options, note -> {});
    }
    RainScore score = scorer.score(window);
    return new Verdict(score, score.rain() + options.gate().shift() <= Gate.CLOSED);
  }

  @Override
  public boolean onceForRepeats() {
    return true;
  }

  @Override
  public RainScore derain(Picture[] window, Picture into) {
    return derainAll(Collections.singletonList(window), List.of(into), List.of(options.gate()))
        .get(0);
  }

  @Override
  public int together() {
    return networks.lastKey();
  }

  @Override
  public List<RainScore> derainAll(List<Picture[]> windows, List<Picture> into, List<Gate> gates) {
    gates.forEach(this::object);
    List<RainScore> scores = new ArrayList<>();
    for (int from = 0; from < windows.size(); from = scores.size()) {
      var fitting = networks.floorEntry(windows.size() - from);
      int to = from + fitting.getKey();
      scores.addAll(
          fitting
              .getValue()
              .run(
                  windows.subList(from, to),
                  into.subList(from, to),
                  gates.subList(from, to),
                  pictures));
    }
    return scores;
  }

  /** Says once that a gate has no effect. */
  private void object(Gate gate) {
    if (!objected && !model.gated()) {
      model
          .objectionTo(gate)
          .ifPresent(
              objection -> {
                objected = true;
                notes.accept(objection);
              });
    }
  }

  @Override
  public void close() {
    pictures.close();
    if (scorer != null) {
      scorer.close();
    }
    networks.values().forEach(BatchSession::close);
  }
}
