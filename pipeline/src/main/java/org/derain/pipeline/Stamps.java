package org.derain.pipeline;

/** When a frame came and how long each stage took over it, in nanoseconds. */
final class Stamps {
  /** When decoding began. */
  long captured;

  long decode;
  long gate;
  long derain;
  long steady;
  long encode;

  /** When the sink was done. */
  long encoded;

  void clear() {
    captured = 0;
    decode = 0;
    gate = 0;
    derain = 0;
    steady = 0;
    encode = 0;
    encoded = 0;
  }

  long endToEnd() {
    return encoded - captured;
  }

  /** Time in no stage's hands: in the ring, and waiting for the frames after. */
  long waited() {
    return Math.max(0, endToEnd() - decode - gate - derain - steady - encode);
  }
}
