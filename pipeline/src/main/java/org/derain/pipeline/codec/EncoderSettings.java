package org.derain.pipeline.codec;

import java.util.Map;
import java.util.Optional;

/**
 * How the result is encoded.
 *
 * @param crf quality, smaller is better; ignored by a lossless codec
 * @param preset the encoder's word for speed against size
 * @param threads 0 for all cores
 * @param parameterSet number of the parameter sets of H.264 (ITU-T H.264, 7.4.2): other than those
 *     of another encoder's packets that stand in the same stream
 */
public record EncoderSettings(Codec codec, int crf, String preset, int threads, int parameterSet) {
  /** With the codec's own quality and preset where null is given. */
  public static EncoderSettings of(Codec codec, Integer crf, String preset, int threads) {
    Optional<String> problem = codec.problem(crf, preset);
    if (problem.isPresent()) {
      throw new IllegalArgumentException(problem.get());
    }
    return new EncoderSettings(
        codec,
        crf == null ? codec.defaultCrf() : crf,
        preset == null ? codec.defaultPreset() : preset,
        threads,
        0);
  }

  /** The same with parameter sets of another number. */
  public EncoderSettings withParameterSet(int number) {
    return new EncoderSettings(codec, crf, preset, threads, number);
  }

  /** Encoder options, as {@link Codec#options} has them. */
  Map<String, String> options(Map<String, String> hdr) {
    Map<String, String> options = codec.options(crf, preset, threads, hdr);
    if (parameterSet > 0) {
      options.merge("x264-params", "sps-id=" + parameterSet, (own, more) -> own + ":" + more);
    }
    return options;
  }
}
