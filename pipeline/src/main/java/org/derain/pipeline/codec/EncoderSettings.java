package org.derain.pipeline.codec;

/**
 * How the result is encoded.
 *
 * @param crf quality, smaller is better; ignored by a lossless codec
 * @param preset the encoder's word for speed against size
 * @param threads 0 for all cores
 */
public record EncoderSettings(Codec codec, int crf, String preset, int threads) {
  /** With the codec's own quality and preset where null is given. */
  public static EncoderSettings of(Codec codec, Integer crf, String preset, int threads) {
    String complaint = codec.complaint(crf, preset);
    if (complaint != null) {
      throw new IllegalArgumentException(complaint);
    }
    return new EncoderSettings(
        codec,
        crf == null ? codec.defaultCrf() : crf,
        preset == null ? codec.defaultPreset() : preset,
        threads);
  }
}
