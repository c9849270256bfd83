package org.derain.zoo;

import java.util.Optional;
import java.util.Set;
import org.derain.frames.MediaException;

/** A network that fulfils the {@link Contract}, with its card if it has one. */
public final class Model {
  private static final int QUICK = 8;

  private final String name;
  private final ModelCard card;
  private final byte[] onnx;
  private final boolean typed;
  private final boolean gated;
  private final int window;

  private Model(String name, ModelCard card, byte[] onnx) {
    this.name = name;
    this.card = card;
    this.onnx = onnx;
    this.typed = Inspection.typed(onnx);
    this.gated = Inspection.gated(onnx);
    this.window = Inspection.window(onnx);
  }

  /**
   * Checks a file against the contract.
   *
   * @param name how to call it, in messages and statistics
   * @param card what is known of it, or null
   * @param onnx the ONNX file, for 8-bit video; not copied
   * @throws MediaException with the reason when it is not a model of ours
   */
  public static Model of(String name, ModelCard card, byte[] onnx) {
    Inspection.problem(onnx)
        .ifPresent(
            reason -> {
              throw new MediaException("cannot use model " + name + ": " + reason);
            });
    return new Model(name, card, onnx);
  }

  /** The name in the zoo, or that of the file without its extension. */
  public String name() {
    return name;
  }

  /** What is known of it; a file without a card beside it has none. */
  public Optional<ModelCard> card() {
    return Optional.ofNullable(card);
  }

  /** Whether it is made for live video: at most {@value #QUICK} GMAC for a 1280x720 frame. */
  public boolean quick() {
    return card != null && card.gmac720p() <= QUICK;
  }

  /** Frames in its window, of {@link Contract#WINDOWS}; the one in the middle is derained. */
  public int window() {
    return window;
  }

  /** Whether it tells types of rain apart (contract 2); else all its rain counts as streaks. */
  public boolean typed() {
    return typed;
  }

  /** Whether a {@link Gate} can overrule its rain score (contract 3). */
  public boolean gated() {
    return gated;
  }

  /** Says that a {@link Gate} cannot overrule its rain score, or nothing when it can. */
  public Optional<String> objectionTo(Gate gate) {
    return gated || gate.equals(Gate.NETWORK)
        ? Optional.empty()
        : Optional.of(
            "model "
                + name
                + " cannot be overruled: it was made before there was a sensitivity;"
                + " leave the sensitivity as it is, or use one of "
                + String.join(", ", Zoo.names()));
  }

  /**
   * The part of the ONNX file that says how much and what rain it is: outputs "rain" and, when
   * {@link #typed()}, "type"; the same inputs.
   *
   * @return the bytes, for video of a bit depth as in {@link #onnx}
   */
  public byte[] scorer(int bitDepth) {
    return Subgraph.of(onnx(bitDepth), Set.of(Contract.RAIN, Contract.TYPE));
  }

  /**
   * The ONNX file for video of a bit depth: uint8 at the border for 8 bits, int16 for 9 to 15.
   *
   * @return the bytes; not to be changed
   * @throws MediaException when the model serves 8-bit video only
   */
  public byte[] onnx(int bitDepth) {
    if (bitDepth < 8 || bitDepth > 15) {
      throw new IllegalArgumentException("8 to 15 bits per sample, not " + bitDepth);
    }
    return bitDepth == 8 ? onnx : Border.deepen(name, onnx, bitDepth);
  }

  /**
   * The ONNX file for several windows at once: planes are called {@link Contract#of}, outputs
   * "rain" and "type" hold one window after another.
   *
   * @return the bytes for video of a bit depth as in {@link #onnx}; nothing when the network can
   *     only take one window at a time, as those that others exported
   */
  public Optional<byte[]> batch(int bitDepth, int windows) {
    return Batch.of(onnx(bitDepth), windows);
  }
}
