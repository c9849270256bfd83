package org.derain.pipeline.cut;

/** Reads the first fields of a parameter set (ITU-T H.264, 7.2 and 9.1). */
final class BitReader {
  private final byte[] unit;
  private int bit;

  /** From a byte of a unit on; emulation prevention bytes do not occur that early. */
  BitReader(byte[] unit, int from) {
    this.unit = unit;
    this.bit = 8 * from;
  }

  private int next() {
    if (bit >= 8 * unit.length) {
      throw new UncuttableException("a parameter set of its video is damaged");
    }
    int value = unit[bit / 8] >> 7 - bit % 8 & 1;
    bit++;
    return value;
  }

  /** An unsigned Exp-Golomb number. */
  int number() {
    int zeros = 0;
    while (next() == 0) {
      zeros++;
    }
    int value = 1;
    for (int i = 0; i < zeros; i++) {
      value = value << 1 | next();
    }
    return value - 1;
  }
}
