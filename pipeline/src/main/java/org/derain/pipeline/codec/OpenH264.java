package org.derain.pipeline.codec;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;

/**
 * Cisco's H.264 encoder, which writes H.264 where FFmpeg was built without x264. It knows 8 bits
 * only, no presets and nothing lossless; its quality is a fixed quantiser, which is given where
 * x264 gets its CRF.
 */
final class OpenH264 {
  static final String ENCODER = "libopenh264";

  /** The least width and height in pixels. */
  static final int SMALLEST_SIDE = 16;

  private static final String X264 = "libx264";

  private OpenH264() {}

  /** The encoder of H.264 in this build of FFmpeg: x264 where it is there. */
  static String orX264() {
    return isThere(X264) || !isThere(ENCODER) ? X264 : ENCODER;
  }

  private static boolean isThere(String encoder) {
    AVCodec found = avcodec_find_encoder_by_name(encoder);
    return found != null && !found.isNull();
  }

  /** What is wrong with what a user asks for, each null for the default. */
  static Optional<String> problem(Integer crf, String preset) {
    if (preset != null) {
      return Optional.of("H.264 is written by OpenH264 in this build, which has no --preset");
    }
    return crf != null && crf == 0
        ? Optional.of(
            "H.264 is written by OpenH264 in this build, which cannot be lossless: use --codec"
                + " ffv1")
        : Optional.empty();
  }

  static Map<String, String> options(int crf) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("rc_mode", "quality");
    options.put("qmin", Integer.toString(crf));
    options.put("qmax", Integer.toString(crf));
    options.put("allow_skip_frames", "0");
    return options;
  }
}
