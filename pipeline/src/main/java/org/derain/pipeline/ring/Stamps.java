package org.derain.pipeline.ring;

/** When a frame came and how long each stage took over it, in nanoseconds. */
public final class Stamps {
  /** When decoding began. */
  long captured;

  public long decode;
  public long gate;
  public long derain;
  public long steady;
  public long encode;

  /** When the sink was done. */
  public long encoded;

  void clear() {
    captured = 0;
    decode = 0;
    gate = 0;
    derain = 0;
    steady = 0;
    encode = 0;
    encoded = 0;
  }

  public long endToEnd() {
    return encoded - captured;
  }

  /** Time in no stage's hands: in the ring, and waiting for the frames after. */
  public long waited() {
    return Math.max(0, endToEnd() - decode - gate - derain - steady - encode);
  }
}
